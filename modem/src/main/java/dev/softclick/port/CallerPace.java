package dev.softclick.port;

import java.time.Duration;

/** How many callers a port takes a second, so that one that calls without end costs others nothing: the rest wait where the system keeps them. */
final class CallerPace {
    /** Callers a second, in the long run. */
    static final int SUSTAINED = 100;

    /** Callers at once, after a while with none. */
    static final int BURST = 100;

    private static final long INTERVAL = Duration.ofSeconds(1).toNanos() / SUSTAINED;

    private boolean begun;

    /** When the burst would be all there again. */
    private long restored;

    /** Counts a caller; returns for how many nanoseconds no other should be taken, 0 for none. */
    long took(long now) {
        restored = (begun && restored - now > 0 ? restored : now) + INTERVAL;
        begun = true;
        return Math.max(0, restored - now - (BURST - 1) * INTERVAL);
    }
}
