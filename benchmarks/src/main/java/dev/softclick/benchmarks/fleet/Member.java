package dev.softclick.benchmarks.fleet;

import java.time.Duration;

/** One connection of a fleet; comes back by itself when it breaks. */
interface Member {
    /** So long that none falls into a measurement. */
    Duration KEEP_ALIVE = Duration.ofMinutes(20);

    /** Connects and subscribes; {@link Tally} hears of it. */
    void start();

    /** Publishes once, acknowledged; {@link Tally} hears of the acknowledgement. Called when the last one is done. */
    void publish();
}
