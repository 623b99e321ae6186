/**
 * What a byte costs on its way, as ratios taken in one run on one machine: absolute times mean little elsewhere. {@code Benchmarks} runs them all; each
 * asserts that the work it timed was really done.
 */
@NullMarked
package dev.softclick.benchmarks;

import org.jspecify.annotations.NullMarked;
