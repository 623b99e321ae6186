/**
 * Fleets: thousands of whole modems in one process, each with a host that plays transcripts on its line (docs/fleet.md).
 *
 * <p>{@code FleetRunCommand} is {@code softclick fleet run}. The {@code plan} says what is wanted, {@code MachineLimits} whether this machine can do it, {@code
 * FleetSession} is all of it running: {@code FleetRun} makes the members from their {@code keys}, one after the other, and lets waves hit them. A member
 * ({@code FleetMember}) is a modem, the {@code FleetLine} it hangs on, and the {@code host} at the other end. What happens is counted in {@code figures}, which
 * the {@code report} shows.
 *
 * <p>Threads, whatever the number of modems: {@code softclick-fleet-line} (the pacing of all lines), {@code softclick-fleet-timer} (hosts and waves),
 * {@code softclick-fleet-start} (the ramp), and those of the links.
 */
@NullMarked
package dev.softclick.app.fleet;

import org.jspecify.annotations.NullMarked;
