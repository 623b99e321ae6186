package dev.softclick.testing.transcript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What came from the modem and is not accounted for yet, and which echoes may be in it. */
final class Heard {
    /** More than that unread is a modem that floods. */
    static final int MAX_BYTES = 1024 * 1024;

    /** Typed lines whose echo may still come; beyond that the oldest is given up. */
    private static final int MAX_ECHOES = 64;

    private static final byte[] UNSOLICITED = {'\r', '\n', '+'};

    private record Mark(int end, long at) {}

    private final ArrayDeque<Mark> marks = new ArrayDeque<>();
    private final List<byte[]> echoes = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private long lastTaken;

    Heard(long now) {
        lastTaken = now;
    }

    void add(Chunk chunk) {
        int old = bytes.length;
        bytes = Arrays.copyOf(bytes, old + chunk.bytes().length);
        System.arraycopy(chunk.bytes(), 0, bytes, old, chunk.bytes().length);
        marks.add(new Mark(bytes.length, chunk.at()));
    }

    void expectEcho(byte[] echo) {
        if (echoes.size() == MAX_ECHOES) {
            echoes.removeFirst();
        }
        echoes.add(echo);
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** How many bytes at the front are echoes of typed lines, whole ones. */
    int echoed() {
        int at = 0;
        for (byte[] echo : echoes) {
            if (startsWith(echo, at)) {
                at += echo.length;
            }
        }
        return at;
    }

    /** Whether the bytes behind {@code from} may become an echo. */
    boolean mayBecomeEcho(int from) {
        for (byte[] echo : echoes) {
            int there = bytes.length - from;
            if (there > 0 && there < echo.length && Arrays.equals(echo, 0, there, bytes, from, bytes.length)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(byte[] echo, int at) {
        return bytes.length - at >= echo.length && Arrays.equals(echo, 0, echo.length, bytes, at, at + echo.length);
    }

    /** Takes whole echoes off the front. */
    void takeEchoes() {
        int end = echoed();
        if (end > 0) {
            int at = 0;
            int used = 0;
            for (int i = 0; i < echoes.size(); i++) {
                if (startsWith(echoes.get(i), at)) {
                    at += echoes.get(i).length;
                    used = i + 1;
                }
            }
            echoes.subList(0, used).clear();
            take(end);
        }
    }

    /** Whether what is left begins like an unsolicited result: a line with a plus sign at its front, or the beginning of one. */
    boolean unsolicitedBegins() {
        int end = Math.min(bytes.length, UNSOLICITED.length);
        return end > 0 && Arrays.equals(bytes, 0, end, UNSOLICITED, 0, end);
    }

    /** Takes such a line off the front, if it is there whole; echoes before it, too. */
    boolean takeUnsolicited() {
        if (!unsolicitedBegins()) {
            takeEchoes();
        }
        if (bytes.length < UNSOLICITED.length || !unsolicitedBegins()) {
            return false;
        }
        for (int i = UNSOLICITED.length; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                take(i + 2);
                return true;
            }
        }
        return false;
    }

    /** When the byte at that offset came. */
    long timeOf(int offset) {
        for (Mark mark : marks) {
            if (offset < mark.end()) {
                return mark.at();
            }
        }
        return lastTaken;
    }

    /** When the last byte that is accounted for came. */
    long lastTaken() {
        return lastTaken;
    }

    /** The first {@code count} bytes are accounted for. */
    void take(int count) {
        if (count == 0) {
            return;
        }
        lastTaken = timeOf(count - 1);
        bytes = Arrays.copyOfRange(bytes, count, bytes.length);
        ArrayDeque<Mark> rest = new ArrayDeque<>();
        marks.stream().filter(mark -> mark.end() > count).forEach(mark -> rest.add(new Mark(mark.end() - count, mark.at())));
        marks.clear();
        marks.addAll(rest);
    }
}
