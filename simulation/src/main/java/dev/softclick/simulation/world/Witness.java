package dev.softclick.simulation.world;

/** Takes what happens. */
@FunctionalInterface
public interface Witness {
    /** Something happened. Must not call back. */
    void see(long now, Seen seen);
}
