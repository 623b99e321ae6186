package dev.softclick.firmware;

/** When the final result of a command line had left on the wire: the unsolicited results of what it started count from there. */
final class ResultMark {
    private long leftAt = Timers.NEVER;

    void left(long now) {
        leftAt = now;
    }

    boolean hasLeft() {
        return leftAt != Timers.NEVER;
    }

    long leftAt() {
        return leftAt;
    }
}
