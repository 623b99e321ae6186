package dev.softclick.app.serve;

import java.time.Duration;

/** How soon a modem that failed is started again: 1 s, 2 s, 4 s ... 60 s; from the start again when it ran for a while. */
final class RestartPace {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(60);

    /** What ran this long was sound. */
    private static final Duration SOUND = Duration.ofSeconds(60);

    private Duration next = FIRST;

    /** The wait now, after it ran for so long. */
    Duration after(Duration ran) {
        Duration wait = ran.compareTo(SOUND) >= 0 ? FIRST : next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(LAST) > 0 ? LAST : doubled;
        return wait;
    }
}
