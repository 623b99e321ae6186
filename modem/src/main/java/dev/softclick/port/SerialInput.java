package dev.softclick.port;

import dev.softclick.port.posix.Tty;

/** What a serial line has brought and is still to be handed on, cut at its breaks. */
final class SerialInput {
    private static final int READ_BYTES = 2048;

    private final byte[] raw = new byte[READ_BYTES];
    private final byte[] plain = new byte[READ_BYTES];
    private BreakMarks marks = new BreakMarks();
    private int at;
    private int end;

    /** Whether there are bytes to be handed on. */
    boolean waits() {
        return at < end;
    }

    /** Reads on, if all before was handed on; false when the device has gone. */
    boolean read(Tty tty) {
        if (waits()) {
            return true;
        }
        int got = tty.read(raw);
        at = 0;
        end = Math.max(0, got);
        return got != Tty.GONE;
    }

    /** The next piece, up to a break or the end: how many bytes of {@link #piece} it has, possibly none. */
    int next() {
        int count = marks.decode(raw, at, end, plain);
        at += marks.taken();
        return count;
    }

    byte[] piece() {
        return plain;
    }

    /** Whether the piece ended with a break. */
    boolean broke() {
        return marks.broke();
    }

    /** The device is another one: nothing of the one before follows. */
    void forget() {
        at = 0;
        end = 0;
        marks = new BreakMarks();
    }
}
