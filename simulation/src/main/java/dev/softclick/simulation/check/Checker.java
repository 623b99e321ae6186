package dev.softclick.simulation.check;

import dev.softclick.simulation.world.Seen;

/** Guards one promise. */
interface Checker {
    /** Something happened; what the ear makes of it has been told already. */
    default void see(long now, Seen seen) {}

    /** The ear made something of what was typed and said. */
    default void hear(long now, Heard heard) {}

    /** The world ends in peace. */
    default void end(long now) {}
}
