package dev.softclick.port;

import java.time.Duration;

/** How long to wait before calling again: from first to longest, twice as long each time, and from first again after a connection that outlasted its pause. */
final class DialPauses {
    private final long first;
    private final long longest;
    private long next;
    private long last;

    DialPauses(Duration first, Duration longest) {
        this.first = first.toNanos();
        this.longest = longest.toNanos();
        next = this.first;
    }

    /** In nanoseconds. */
    long take() {
        last = next;
        next = Math.min(longest, next * 2);
        return last;
    }

    /** A connection has ended that stood for so long: one that is cut at once each time is no reason to hurry. */
    void stood(long nanos) {
        if (nanos >= last) {
            next = first;
        }
    }
}
