package dev.softclick.firmware;

import dev.softclick.at.LineSettings;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the host sends while a final result is outstanding, kept to be run afterwards, in order. {@link #CAPACITY} bytes; from the line that does not
 * fit on everything is lost until the rest was run, and each lost command line answers {@code ERROR} in its place.
 */
final class HostInput {
    /** Bytes kept. */
    static final int CAPACITY = 1024;

    private static final int FIRST_ROOM = 64;

    /** A ring that grows when it is full: few hosts are so far ahead of their modem. */
    private byte[] kept = new byte[FIRST_ROOM];

    private int head;
    private int size;

    /** Bytes taken since power-up, so that places in what is kept have a number. */
    private long taken;

    /** Behind which bytes a host left. None is there twice, so there are at most one more than bytes. */
    private final Deque<Long> departures = new ArrayDeque<>(2);

    private boolean overflowing;
    private boolean insideLostLine;
    private boolean lostCommandBegan;
    private byte previousLost;
    private int lostLines;

    /** Keeps the byte, or loses it. */
    void add(byte value, byte terminator) {
        if (!losing() && size < CAPACITY) {
            overflowing = false;
            if (size == kept.length) {
                grow();
            }
            kept[(head + size++) % kept.length] = value;
            return;
        }
        if (!overflowing) {
            overflowing = true;
            loseUnendedLine(terminator);
        }
        lose(value, terminator);
    }

    private void grow() {
        byte[] larger = new byte[Math.min(CAPACITY, 2 * kept.length)];
        for (int i = 0; i < size; i++) {
            larger[i] = kept[(head + i) % kept.length];
        }
        kept = larger;
        head = 0;
    }

    /** The host has left: it will not end what it has begun. The next one starts afresh, behind what was sent whole. */
    void hostLeft() {
        endLostLine();
        if (!leftBehind(size)) {
            departures.add(taken + size);
        }
    }

    private boolean leftBehind(int bytes) {
        Long last = departures.peekLast();
        return last != null && last == taken + bytes;
    }

    /** Whether the host left before the next byte; true once each time. */
    boolean takeDeparture() {
        Long first = departures.peekFirst();
        boolean here = first != null && first == taken;
        if (here) {
            departures.removeFirst();
        }
        return here;
    }

    /** Forgets all of it. */
    void clear() {
        taken += size;
        size = 0;
        departures.clear();
        lostLines = 0;
        endLostLine();
    }

    private void endLostLine() {
        insideLostLine = false;
        lostCommandBegan = false;
        previousLost = 0;
    }

    boolean isEmpty() {
        return size == 0 && departures.isEmpty();
    }

    /** Whether what comes now is lost: something kept has not been run yet, or the line whose beginning was lost has not ended. */
    boolean losing() {
        return overflowing && (!isEmpty() || insideLostLine);
    }

    /** The next byte that was kept. */
    byte take() {
        byte value = kept[head];
        head = (head + 1) % kept.length;
        size--;
        taken++;
        return value;
    }

    /** How many command lines were lost behind what was kept; to be asked when that was run. */
    int takeLostLines() {
        int lines = lostLines;
        lostLines = 0;
        return lines;
    }

    private void loseUnendedLine(byte terminator) {
        int keep = size;
        while (keep > 0 && kept[(head + keep - 1) % kept.length] != terminator && !leftBehind(keep)) {
            keep--;
        }
        for (int i = keep; i < size; i++) {
            lose(kept[(head + i) % kept.length], terminator);
        }
        size = keep;
    }

    private void lose(byte value, byte terminator) {
        if (value == terminator) {
            lostLines += lostCommandBegan ? 1 : 0;
            lostCommandBegan = false;
            insideLostLine = false;
        } else if (insideLostLine || value != LineSettings.LF) {
            insideLostLine = true;
            lostCommandBegan |= (previousLost == 'A' || previousLost == 'a') && (value == 'T' || value == 't');
        }
        previousLost = value;
    }
}
