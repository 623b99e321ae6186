/**
 * From the start of a process to its first answers.
 */
@NullMarked
package dev.softclick.benchmarks.start;

import org.jspecify.annotations.NullMarked;
