package dev.softclick.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential back-off with full jitter: each wait is drawn between a tenth of a second and a ceiling that doubles from 1 s to 120 s (wire.md, "States"). */
public final class ReconnectBackoff {
    private static final long FLOOR = Duration.ofMillis(100).toNanos();

    private final RandomGenerator random;
    private final long firstCeiling;
    private final long lastCeiling;
    private long floor = FLOOR;
    private long ceiling;

    /**
     * Draws from {@code random}.
     *
     * @param first the first ceiling, at least 100 ms
     * @param last the ceiling that is not passed; a shorter one than {@code first} counts as that
     */
    public ReconnectBackoff(RandomGenerator random, Duration first, Duration last) {
        this.random = random;
        firstCeiling = Math.max(FLOOR, first.toNanos());
        lastCeiling = Math.max(firstCeiling, last.toNanos());
        ceiling = firstCeiling;
    }

    /** The next wait, in nanoseconds. */
    public long next() {
        long wait = random.nextLong(floor, ceiling + 1);
        ceiling = Math.min(lastCeiling, ceiling * 2);
        return wait;
    }

    /** Long waits from now on: none is shorter than half the last ceiling. */
    public void toMaximum() {
        ceiling = lastCeiling;
        floor = Math.max(FLOOR, lastCeiling / 2);
    }

    /** The link has proven good: start anew. */
    public void reset() {
        ceiling = firstCeiling;
        floor = FLOOR;
    }
}
