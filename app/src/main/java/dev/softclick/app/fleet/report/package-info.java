/**
 * What people and programs see of a run: the progress while it goes on, the metrics, and the {@link dev.softclick.app.fleet.report.Summary} at its end, as text,
 * JSON and a page with plots.
 */
@NullMarked
package dev.softclick.app.fleet.report;

import org.jspecify.annotations.NullMarked;
