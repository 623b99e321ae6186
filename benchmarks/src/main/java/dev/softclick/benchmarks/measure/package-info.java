/**
 * What a benchmark is made of: it runs on a {@code Stage}, takes rounds of both sides in turns as a {@code Series}, and what comes of them is a
 * {@code Finding} with its {@code Aim}. {@code Progress} is what a person sees meanwhile; {@code Launched} is a program in a process of its own.
 */
@NullMarked
package dev.softclick.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
