package dev.softclick.firmware;

import java.util.Arrays;

/** The deadlines of one modem, one for each {@link ModemTimer}. */
final class Timers {
    static final long NEVER = Long.MAX_VALUE;

    private final long[] deadlines = new long[ModemTimer.values().length];
    private final long[] lengths = new long[deadlines.length];

    Timers(ModemSettings settings) {
        for (ModemTimer timer : ModemTimer.values()) {
            lengths[timer.ordinal()] = settings.length(timer).toNanos();
        }
        stopAll();
    }

    void stopAll() {
        Arrays.fill(deadlines, NEVER);
    }

    /** Starts it with its own length, anew if it runs. */
    void start(ModemTimer timer, long now) {
        startFor(timer, lengths[timer.ordinal()], now);
    }

    void startFor(ModemTimer timer, long nanos, long now) {
        deadlines[timer.ordinal()] = now + nanos;
    }

    /** Starts it; if it runs already it ends no later than before. */
    void startNoLater(ModemTimer timer, long nanos, long now) {
        deadlines[timer.ordinal()] = Math.min(deadlines[timer.ordinal()], now + nanos);
    }

    void stop(ModemTimer timer) {
        deadlines[timer.ordinal()] = NEVER;
    }

    void stop(ModemTimer first, ModemTimer... more) {
        stop(first);
        for (ModemTimer timer : more) {
            stop(timer);
        }
    }

    boolean running(ModemTimer timer) {
        return deadlines[timer.ordinal()] != NEVER;
    }

    /** Its deadline; the beginning of time when it does not run. */
    long deadlineIfRunning(ModemTimer timer) {
        return running(timer) ? deadlines[timer.ordinal()] : Long.MIN_VALUE;
    }

    /** Whether it has run out; it then stops. */
    boolean expired(ModemTimer timer, long now) {
        boolean over = deadlines[timer.ordinal()] <= now;
        if (over) {
            stop(timer);
        }
        return over;
    }

    /** The earliest deadline. */
    long next() {
        long earliest = NEVER;
        for (long deadline : deadlines) {
            earliest = Math.min(earliest, deadline);
        }
        return earliest;
    }
}
