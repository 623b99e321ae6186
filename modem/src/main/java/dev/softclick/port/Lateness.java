package dev.softclick.port;

/**
 * How much later than its time our timer told the last byte that passed, either way: what follows it or answers it is spared that once, so the line
 * is not slower than it says because a machine is busy.
 */
final class Lateness {
    /** What begins later than this after a byte was not held up by that one: somebody has paused. */
    static final long MEMORY_NANOS = 20_000_000;

    private boolean known;
    private long toldAt;
    private long late;

    /** @param nanos how late; none below 0 */
    void told(long now, long nanos) {
        known = true;
        toldAt = now;
        late = Math.max(0, nanos);
    }

    /** When what begins now would have begun had the byte before been told in time. */
    long without(long now) {
        return known && now - toldAt < MEMORY_NANOS ? now - late : now;
    }
}
