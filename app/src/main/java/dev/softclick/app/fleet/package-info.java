/**
 * Fleets: thousands of whole modems in one process, each with a host that plays transcripts on its line (docs/fleet.md).
 *
 * <p>{@link dev.softclick.app.fleet.FleetFile} reads what is wanted into a {@link dev.softclick.app.fleet.FleetPlan}; {@link
 * dev.softclick.app.fleet.MachineLimits} says whether this machine can do it; {@link dev.softclick.app.fleet.FleetRun} does it. A member ({@code
 * FleetMember}) is a modem, the {@code FleetLine} it hangs on, and the {@code HostScript} at the other end. The script, the cadence of its rounds, its
 * variables, the waves and the ramp are engines: no I/O, no thread, time and randomness handed in. What happens is counted in a {@link
 * dev.softclick.app.fleet.Tally}, seen by the progress display, the metrics and the {@link dev.softclick.app.fleet.Summary}.
 *
 * <p>Threads, whatever the number of modems: {@code softclick-fleet-line} (the pacing of all lines), {@code softclick-fleet-timer} (hosts and waves),
 * {@code softclick-fleet-start} (the ramp), and those of the links.
 */
@NullMarked
package dev.softclick.app.fleet;

import org.jspecify.annotations.NullMarked;
