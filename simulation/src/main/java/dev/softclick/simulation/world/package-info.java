/**
 * The world: a host, a line, networks, a broker, a SIM and the weather over all of them, around a real engine and a real MQTT session.
 *
 * <p>One thread, one {@link dev.softclick.simulation.world.Timeline}, one {@link dev.softclick.simulation.world.Draws seed}. Everything that happens is told
 * as a {@link dev.softclick.simulation.world.Seen}; nothing here judges it. {@link dev.softclick.simulation.world.Seams} are the places where a test can put
 * a product that misbehaves.
 */
@NullMarked
package dev.softclick.simulation.world;

import org.jspecify.annotations.NullMarked;
