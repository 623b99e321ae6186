package dev.softclick.benchmarks.fleet;

/** One connection of a fleet; comes back by itself when it breaks. */
interface Member {
    /** Connects and subscribes; {@link Tally} hears of it. */
    void start();

    /** Publishes once, acknowledged; {@link Tally} hears of the acknowledgement. Called when the last one is done. */
    void publish();
}
