package dev.softclick.app.fleet.host;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When the rounds of a host come: every {@code period}, each up to {@code jitter} early or late. The rhythm itself does not drift.
 *
 * @param period from one round to the next, 10 ms to 24 h
 * @param jitter how far a round may be off, less than half a period
 */
public record Cadence(Duration period, Duration jitter) {
    static final Duration MIN_PERIOD = Duration.ofMillis(10);
    static final Duration MAX_PERIOD = Duration.ofHours(24);

    /** @throws IllegalArgumentException with one line when it can't be */
    public Cadence {
        if (period.compareTo(MIN_PERIOD) < 0 || period.compareTo(MAX_PERIOD) > 0) {
            throw new IllegalArgumentException("a period is 10ms to 24h");
        }
        if (jitter.isNegative() || jitter.multipliedBy(2).compareTo(period) >= 0) {
            throw new IllegalArgumentException("the jitter has to be less than half the period, so that the rounds stay in order");
        }
    }

    /** Where in the period the first round of a host falls, so that not all come at once, in nanoseconds. */
    public long phase(RandomGenerator random) {
        return random.nextLong(period.toNanos());
    }

    /** How far the next round is off its beat, in nanoseconds. */
    public long swing(RandomGenerator random) {
        long most = jitter.toNanos();
        return most == 0 ? 0 : random.nextLong(-most, most + 1);
    }

    /** The first beat after {@code now} of a rhythm that has one at {@code beat}; those that are over are left out. */
    public long nextBeat(long beat, long now) {
        long length = period.toNanos();
        long passed = Math.max(0, now - beat);
        return beat + (passed / length + 1) * length;
    }
}
