/**
 * How far each part of Softclick is from the limit, and from what a user would otherwise take. Every figure is a ratio of medians, ours and the
 * baseline's taken in turns in one run on one machine; absolute times mean little elsewhere.
 *
 * <p>The tour: {@link dev.softclick.benchmarks.Main} runs {@code Benchmark}s on a {@code Stage}, which lends them what they measure on (the local cloud,
 * Mosquitto, modems, hosts) and takes what they find: a {@code Finding} is the measure, the rounds of both sides and the {@code Aim}. {@code Report}
 * writes them as Markdown and JSON. A benchmark counts what really arrived, and throws when it is not what was sent.
 */
@NullMarked
package dev.softclick.benchmarks;

import org.jspecify.annotations.NullMarked;
