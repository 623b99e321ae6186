package dev.softclick.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: each wait is drawn between a tenth of a second and a ceiling that doubles from 1 s to 120 s (wire.md, "States"). */
public final class ReconnectBackoff {
    private static final long FLOOR = Duration.ofMillis(100).toNanos();
    private static final long FIRST_CEILING = Duration.ofSeconds(1).toNanos();
    private static final long LAST_CEILING = Duration.ofMinutes(2).toNanos();

    private final RandomGenerator random;
    private long ceiling = FIRST_CEILING;

    /** Draws from {@code random}. */
    public ReconnectBackoff(RandomGenerator random) {
        this.random = random;
    }

    /** The next wait, in nanoseconds. */
    public long next() {
        long wait = random.nextLong(FLOOR, ceiling + 1);
        ceiling = Math.min(LAST_CEILING, ceiling * 2);
        return wait;
    }

    /** The link has proven good: start anew. */
    public void reset() {
        ceiling = FIRST_CEILING;
    }
}
