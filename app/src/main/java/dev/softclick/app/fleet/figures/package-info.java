/**
 * What a run is counted in. A {@link dev.softclick.app.fleet.figures.Tally} counts as it happens, {@link dev.softclick.app.fleet.figures.Totals} are its state at one
 * moment, a {@link dev.softclick.app.fleet.figures.Series} keeps the course of the run in {@link dev.softclick.app.fleet.figures.Sample}s.
 */
@NullMarked
package dev.softclick.app.fleet.figures;

import org.jspecify.annotations.NullMarked;
