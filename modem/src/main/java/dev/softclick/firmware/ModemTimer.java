package dev.softclick.firmware;

import java.time.Duration;

/** Every wait of the engine, named. The link's own waits are in {@link dev.softclick.link.LinkSettings}. */
public enum ModemTimer {
    /** How long the prompt of a publish waits for the line feed of its command line (wire.md, "LF after CR"). */
    LINE_FEED(Duration.ofMillis(20)),
    /**
     * Least time from the OK of an open or close to its unsolicited result. The host must have 50 ms to listen (wire.md, "Order"); the rest is for the
     * OK to get to a host that is a little late in reading it.
     */
    RESULT_AFTER_OK(Duration.ofMillis(60)),
    /** How long a half typed line holds unsolicited results, from its last byte (wire.md, "URCs"). */
    HALF_TYPED(Duration.ofSeconds(1)),
    /** How long an open may be pending (wire.md, "States"). */
    OPEN(Duration.ofSeconds(75)),
    /** How long the link stays after the last socket was closed (wire.md, "States"). */
    LINGER(Duration.ofSeconds(10)),
    /** Before the link is tried again; its length is {@link dev.softclick.link.ReconnectBackoff}'s. */
    RETRY(Duration.ZERO),
    /** The link must have stood this long before the back-off starts anew. */
    STABLE(Duration.ofSeconds(60)),
    /** How often a SIM without keys is read again. */
    SIM_POLL(Duration.ofSeconds(5)),
    /** How soon a subscription that was refused on restoring is asked for again. */
    RESUBSCRIBE(Duration.ofSeconds(60)),
    /** How long a button event waits for a connection. */
    BUTTON(Duration.ofSeconds(75));

    private final Duration usual;

    ModemTimer(Duration usual) {
        this.usual = usual;
    }

    /** Its default length. */
    public Duration usual() {
        return usual;
    }
}
