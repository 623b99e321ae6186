/**
 * How far each part of Softclick is from the limit, and from what a user would otherwise take. Every figure is a ratio of medians, ours and the
 * baseline's taken in turns in one run on one machine; absolute times mean little elsewhere.
 *
 * <p>The tour: {@link dev.softclick.benchmarks.Main} runs the benchmarks of {@code line}, {@code publish}, {@code start}, {@code fleet} and {@code parse},
 * and has {@code report} write what they found. {@code measure} is what they are made of, {@code broker} what they publish to. A benchmark counts what
 * really arrived, and throws when it is not what was sent.
 */
@NullMarked
package dev.softclick.benchmarks;

import org.jspecify.annotations.NullMarked;
