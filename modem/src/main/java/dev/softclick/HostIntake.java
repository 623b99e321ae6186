package dev.softclick;

import dev.softclick.port.Port;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What the host has sent and the modem has not taken yet: because another thread runs the modem just now, or because the host first has to read its
 * answers. While there is much of it the port is not read, so it is bounded by {@link #HIGH_WATER} and one piece of the port's. What becomes of the
 * modem because the host drops DTR or goes away stands among the bytes where it happened; there is at most one of that between two bytes.
 */
final class HostIntake {
    /** From here on, in bytes, the port is not read until all of it was taken. */
    static final int HIGH_WATER = 4096;

    private final Port port;

    /** Everything below is guarded by this object, and so is the order of the calls of {@link Port#reading}. */
    private byte[] waiting = {};

    private int from;
    private int to;

    /** Bytes ever taken and not put back, so that places among them have a number. */
    private long taken;

    private final Deque<Placed> consequences = new ArrayDeque<>(2);

    /** Whether what was taken last is not to be put back, since it is forgotten meanwhile. */
    private boolean forgotten;

    private boolean wanted = true;
    private boolean reading = true;

    private record Placed(long at, Consequence consequence) {}

    HostIntake(Port port) {
        this.port = port;
    }

    synchronized boolean isEmpty() {
        return from == to && consequences.isEmpty();
    }

    synchronized void keep(byte[] bytes, int offset, int length) {
        byte[] more = Arrays.copyOfRange(waiting, from, to + length);
        System.arraycopy(bytes, offset, more, to - from, length);
        to += length - from;
        from = 0;
        waiting = more;
        adjust();
    }

    /** Here, behind all that has come so far, the modem is to do that. What it then knows nothing of any more is forgotten at once. */
    synchronized void keep(Consequence consequence) {
        if (consequence.forgets()) {
            taken += to - from;
            from = to;
            forgotten = true;
            consequences.clear();
            adjust();
        }
        long here = taken + to - from;
        Placed last = consequences.peekLast();
        if (last == null || last.at < here) {
            consequences.add(new Placed(here, consequence));
        }
    }

    /** What is to be done before the next byte is taken, once; null if nothing is. */
    synchronized @Nullable Consequence takeConsequence() {
        Placed first = consequences.peekFirst();
        return first == null || first.at > taken ? null : consequences.remove().consequence;
    }

    /** All bytes up to the next consequence; what is not needed after all is {@link #putBack}. */
    synchronized byte[] take() {
        Placed first = consequences.peekFirst();
        int end = first == null ? to : from + (int) (first.at - taken);
        byte[] bytes = Arrays.copyOfRange(waiting, from, end);
        taken += bytes.length;
        from = end;
        forgotten = false;
        if (from == to) {
            waiting = new byte[0];
            from = 0;
            to = 0;
        }
        return bytes;
    }

    /** The rest of what was taken, from {@code at} on; it comes before what has come since. */
    synchronized void putBack(byte[] bytes, int at) {
        int rest = forgotten ? 0 : bytes.length - at;
        if (rest > 0) {
            taken -= rest;
            byte[] all = Arrays.copyOfRange(bytes, at, at + rest + to - from);
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
