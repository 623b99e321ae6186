package dev.softclick.firmware;

import dev.softclick.link.NamedWait;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Every wait of the engine, named. The link's own waits are in {@link dev.softclick.link.LinkTimer}. */
public enum ModemTimer implements NamedWait {
    LINE_FEED(millis(20), Duration.ZERO, seconds(1), "how long the prompt of a publish waits for the line feed of its command line", "wire.md, LF after CR"),
    /** The host must have 50 ms to listen; the rest is for the OK to get to a host that is a little late in reading it. */
    RESULT_AFTER_OK(millis(60), Duration.ZERO, seconds(5), "least time from the `OK` of an open or close to its URC", "wire.md, Order (at least 50 ms)"),
    HALF_TYPED(seconds(1), Duration.ZERO, seconds(60), "how long a half typed line holds URCs, from its last byte", "wire.md, URCs"),
    OPEN(seconds(75), seconds(1), hours(1), "how long an open may be pending, then `-1`", "wire.md, States"),
    LINGER(seconds(10), Duration.ZERO, hours(24), "how long the link stays after the last socket was closed", "wire.md, States"),
    BACKOFF_FIRST(seconds(1), millis(100), hours(1), "ceiling of the first wait before the link is tried again; each wait is drawn below its ceiling, which doubles", "wire.md, States"),
    BACKOFF_LAST(seconds(120), millis(100), hours(24), "ceiling that those waits do not pass", "wire.md, States"),
    STABLE(seconds(60), Duration.ZERO, hours(1), "how long the link must have stood before the back-off starts anew", "own choice"),
    EARLY_CLOSE(seconds(10), Duration.ZERO, hours(1), "a link closed sooner than this, three times in a row, is taken for a quarrel about the client id", "own choice"),
    ATTEMPT_GAP(seconds(1), Duration.ZERO, hours(1), "least time between two CONNECTs, and between two attempts when the host asks for the link during a back-off", "own choice"),
    SIM_POLL(seconds(5), millis(100), hours(1), "how often a SIM without keys is read again", "own choice"),
    RESUBSCRIBE(seconds(60), seconds(1), hours(1), "how soon a subscription that was refused on restoring is asked for again", "own choice"),
    BUTTON(seconds(75), seconds(1), hours(1), "how long a button event waits for a connection", "as `open`"),
    /** Runs until the link is tried again: its length is {@link ReconnectPace}'s. */
    RETRY(Duration.ZERO, Duration.ZERO, Duration.ZERO, "", "");

    private final Duration usual;
    private final Duration least;
    private final Duration most;
    private final String meaning;
    private final String source;

    ModemTimer(Duration usual, Duration least, Duration most, String meaning, String source) {
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
        this.source = source;
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration hours(long hours) {
        return Duration.ofHours(hours);
    }

    /** Those whose length can be set. */
    public static List<ModemTimer> settable() {
        return Arrays.stream(values()).filter(timer -> timer != RETRY).toList();
    }

    @Override
    public Duration usual() {
        return usual;
    }

    @Override
    public Duration least() {
        return least;
    }

    @Override
    public Duration most() {
        return most;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String source() {
        return source;
    }
}
