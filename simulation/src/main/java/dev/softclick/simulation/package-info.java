/**
 * The real engine and session in a world of one thread, one clock and one seed, with checkers that know nothing of the product's insides.
 *
 * <p>{@link dev.softclick.simulation.Simulate} is the command, {@link dev.softclick.simulation.Campaign} runs many seeds,
 * {@link dev.softclick.simulation.SeedRun} runs one. {@code world} is what happens, {@code check} what must hold.
 */
@NullMarked
package dev.softclick.simulation;

import org.jspecify.annotations.NullMarked;
