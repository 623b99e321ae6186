/**
 * What was found, as Markdown and JSON: {@code Results} sees to it that there is a report even when the run is interrupted.
 */
@NullMarked
package dev.softclick.benchmarks.report;

import org.jspecify.annotations.NullMarked;
