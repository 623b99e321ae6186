/**
 * What thousands of modems cost ({@code FleetCost}), each size in turns with as many bare connections ({@code FleetTrial}).
 *
 * <p>Many connections in one JVM of its own: {@code FleetMain} is that JVM's main, {@code Member} one of them, either a whole modem ({@code ModemMember}) or a
 * bare connection ({@code BareMember}), and {@code Roster} the certificates that both use.
 */
@NullMarked
package dev.softclick.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
