package dev.softclick;

import dev.softclick.port.Port;
import java.util.Arrays;

/**
 * What the host has sent and the modem has not taken yet: because another thread runs the modem just now, or because the host first has to read its
 * answers. While there is much of it the port is not read, so it is bounded by {@link #HIGH_WATER} and one piece of the port's.
 */
final class HostIntake {
    /** From here on, in bytes, the port is not read until all of it was taken. */
    static final int HIGH_WATER = 4096;

    private final Port port;

    /** Everything below is guarded by this object, and so is the order of the calls of {@link Port#reading}. */
    private byte[] waiting = {};

    private int from;
    private int to;
    private boolean wanted = true;
    private boolean reading = true;

    HostIntake(Port port) {
        this.port = port;
    }

    synchronized boolean isEmpty() {
        return from == to;
    }

    synchronized void keep(byte[] bytes, int offset, int length) {
        byte[] more = Arrays.copyOfRange(waiting, from, to + length);
        System.arraycopy(bytes, offset, more, to - from, length);
        to += length - from;
        from = 0;
        waiting = more;
        adjust();
    }

    /** All of it; what is not needed after all is {@link #putBack}. */
    synchronized byte[] take() {
        byte[] all = Arrays.copyOfRange(waiting, from, to);
        waiting = new byte[0];
        from = 0;
        to = 0;
        return all;
    }

    /** The rest of what was taken, from {@code at} on; it comes before what has come since. */
    synchronized void putBack(byte[] taken, int at) {
        int rest = taken.length - at;
        if (rest > 0) {
            byte[] all = Arrays.copyOfRange(taken, at, at + rest + to - from);
            System.arraycopy(waiting, from, all, rest, to - from);
            waiting = all;
            from = 0;
            to = all.length;
        }
        adjust();
    }

    /** Whether the modem has room for more than it has been given. */
    synchronized void wanted(boolean on) {
        wanted = on;
        adjust();
    }

    private void adjust() {
        boolean room = reading ? to - from < HIGH_WATER : from == to;
        if ((wanted && room) != reading) {
            reading = !reading;
            port.reading(reading);
        }
    }
}
