package dev.softclick.firmware;

import dev.softclick.link.LinkFault;
import dev.softclick.link.ReconnectBackoff;

/**
 * When the link is tried again: after a back-off, sooner when the host asks for it. While another client with our name throws us off again and again
 * the waits are the longest there are, and nobody shortens them: two modems that come back at once would never come to rest. With the same keys, at least
 * a second lies between two CONNECTs: AWS takes one a second of a client id (AWS IoT Core quotas).
 */
final class ReconnectPace {
    /** So many early closes in a row are a quarrel about the client id. */
    static final int EARLY_CLOSES = 3;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final ReconnectBackoff backoff;
    private final long gap;
    private final long early;
    private long lastAttempt = LONG_AGO;
    private long lastConnect = LONG_AGO;
    private long connectedAt = LONG_AGO;
    private long restUntil = LONG_AGO;
    private int earlyCloses;
    private boolean contested;

    ReconnectPace(ReconnectBackoff backoff, ModemSettings settings) {
        this.backoff = backoff;
        gap = settings.length(ModemTimer.ATTEMPT_GAP).toNanos();
        early = settings.length(ModemTimer.EARLY_CLOSE).toNanos();
    }

    void attempted(long now) {
        lastAttempt = now;
    }

    /** A handshake takes its time: what the cloud counts is when CONNECT comes, not when the attempt began. */
    void connectSent(long now) {
        lastConnect = now;
    }

    void connected(long now) {
        connectedAt = now;
    }

    /** A link that stood was lost; whether this shows for the first time that another client uses our name. */
    boolean lost(LinkFault.Cause cause, long now) {
        boolean closedEarly = cause == LinkFault.Cause.CONNECTION_CLOSED && now - connectedAt < early;
        earlyCloses = closedEarly ? earlyCloses + 1 : 0;
        boolean known = contested;
        if (cause == LinkFault.Cause.SESSION_TAKEN_OVER || earlyCloses >= EARLY_CLOSES) {
            contested = true;
            backoff.toMaximum();
        }
        return contested && !known;
    }

    /** Whether another client seems to use our name. */
    boolean contested() {
        return contested;
    }

    /** Draws the wait before the next attempt, in nanoseconds. */
    long backOff(long now) {
        long wait = Math.max(backoff.next(), lastConnect + gap - now);
        restUntil = contested ? now + wait : LONG_AGO;
        return wait;
    }

    /** How long an attempt must wait at least, even if the host asks for it, in nanoseconds. */
    long leastWait(long now) {
        return Math.max(rest(now), Math.max(lastAttempt, lastConnect) + gap - now);
    }

    /** How much is left of a rest that nobody shortens, in nanoseconds. */
    long rest(long now) {
        return Math.max(0, restUntil - now);
    }

    /** The link has proven good, or the host wants a new beginning. */
    void reset() {
        backoff.reset();
        contested = false;
        earlyCloses = 0;
        restUntil = LONG_AGO;
    }
}
