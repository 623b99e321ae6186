package dev.softclick.port;

/**
 * When bytes have passed a serial line: each takes its framing's bits, 10 for 8N1. Times are counted from the begin of an unbroken run, so rounding
 * never adds up.
 */
final class LineTime {
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    /** Runs are cut here, long before the arithmetic could overflow; rounding costs a nanosecond each time. */
    private static final int MAX_RUN_BYTES = 4096;

    /** Beyond it the product with the highest rate would overflow: a quarter of an hour, in which all of a run has passed. */
    private static final long MAX_RUN_NANOS = Long.MAX_VALUE / BaudPacer.MAX_BAUD;

    private final long nanoBitsAByte;
    private int baud;
    private long begin;
    private long passed;

    LineTime(long now, int baud, int bitsAByte) {
        nanoBitsAByte = bitsAByte * NANOS_A_SECOND;
        this.baud = baud;
        begin = now;
    }

    /** The line carries on as soon as it is free, but not before {@code earliest}. */
    void begin(long earliest, int rate) {
        long free = free();
        begin = free - earliest > 0 ? free : earliest;
        passed = 0;
        baud = rate;
    }

    /** When the last byte so far had passed. */
    long free() {
        return begin + passed * nanoBitsAByte / baud;
    }

    /** When the next byte will have passed. */
    long nextDue() {
        return due(1);
    }

    /** When {@code count} more bytes will have passed. */
    long due(int count) {
        return begin + (passed + count) * nanoBitsAByte / baud;
    }

    /** How many of {@code waiting} bytes have passed by {@code now}. */
    int due(long now, int waiting) {
        long elapsed = Math.max(0, now - begin);
        if (elapsed > MAX_RUN_NANOS) {
            return waiting;
        }
        long byNow = elapsed * baud / nanoBitsAByte;
        // The division above may round just below a byte whose time is exactly now.
        while (begin + (byNow + 1) * nanoBitsAByte / baud - now <= 0) {
            byNow++;
        }
        return (int) Math.min(waiting, Math.max(0, byNow - passed));
    }

    /** When to tick for so many bytes: several at once on a fast line, but never late for the last one, which somebody waits for. */
    long nextTick(long earliest, int bytes) {
        return Math.max(nextDue(), Math.min(earliest, due(bytes)));
    }

    void pass(int count) {
        passed += count;
        if (passed > MAX_RUN_BYTES) {
            begin(free(), baud);
        }
    }

    /** The line stood still: the next byte, if its time was over, passes now, and the ones after it in their time. */
    void stalledUntil(long now) {
        if (nextDue() - now < 0) {
            begin = now - nanoBitsAByte / baud;
            passed = 0;
        }
    }

    void rate(int other) {
        begin(free(), other);
    }
}
