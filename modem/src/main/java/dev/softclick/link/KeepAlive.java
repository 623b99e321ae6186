package dev.softclick.link;

/**
 * Keep-alive of one connection (MQTT 5 clause 3.1.2.10): PINGREQ after an interval in which we sent nothing, or heard nothing; lost when nothing
 * at all comes within half an interval after it. While we do not read, silence says nothing: pings go on, nothing is counted.
 */
final class KeepAlive {
    enum Verdict {
        ALIVE,
        PING,
        LOST
    }

    private final long interval;
    private long lastSent;
    private long lastHeard;
    private long pingedAt;
    private boolean pinged;
    private boolean reading = true;

    /** @param interval nanoseconds; 0 turns keep-alive off */
    KeepAlive(long interval, long now) {
        this.interval = interval;
        this.lastSent = now;
        this.lastHeard = now;
    }

    void sent(long now) {
        lastSent = now;
    }

    void heard(long now) {
        lastHeard = now;
        pinged = false;
    }

    void reading(boolean on, long now) {
        if (on && !reading) {
            lastHeard = now;
            pingedAt = now;
        }
        reading = on;
    }

    /** Judges the silence; {@code PING} counts as sent at once. */
    Verdict timeout(long now) {
        if (now < nextTimeout()) {
            return Verdict.ALIVE;
        }
        if (pinged && reading) {
            return Verdict.LOST;
        }
        pinged = true;
        pingedAt = now;
        lastSent = now;
        return Verdict.PING;
    }

    long nextTimeout() {
        if (interval == 0) {
            return Long.MAX_VALUE;
        }
        if (!reading) {
            return lastSent + interval;
        }
        return pinged ? pingedAt + interval / 2 : Math.min(lastSent, lastHeard) + interval;
    }
}
