package dev.softclick.app.plan;

import java.time.Duration;

/** How soon a modem, or the local cloud, is started again: 1 s, 2 s, 4 s ... up to a longest wait; from the start again when it ran for a while. */
public final class RestartPace {
    /** Longest wait after a failure: one that fails for ever costs a line of the log a minute. */
    public static final Duration FAILED = Duration.ofSeconds(60);

    /** Longest wait for what is not there yet: a device that is plugged in is soon in use. Nothing is logged meanwhile. */
    public static final Duration MISSING = Duration.ofSeconds(4);

    private static final Duration FIRST = Duration.ofSeconds(1);

    /** What ran this long was sound. */
    private static final Duration SOUND = Duration.ofSeconds(60);

    private final Duration longest;
    private Duration next = FIRST;

    /** @param longest the wait that those after it do not pass */
    public RestartPace(Duration longest) {
        this.longest = longest;
    }

    /** The wait now, after it ran for so long. */
    public Duration after(Duration ran) {
        if (ran.compareTo(SOUND) >= 0) {
            reset();
        }
        return next();
    }

    /** The wait now. */
    public Duration next() {
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return wait;
    }

    /** From the start again. */
    public void reset() {
        next = FIRST;
    }
}
