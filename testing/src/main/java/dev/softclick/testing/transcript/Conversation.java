package dev.softclick.testing.transcript;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** What was said lately. */
final class Conversation {
    /** Beyond that the oldest is forgotten. */
    static final int MAX_LINES = 200;

    /** Bytes of one piece that are shown. */
    private static final int MAX_SHOWN = 512;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final long began;
    private final int most;

    /** @param most lines that are kept, up to {@link #MAX_LINES} */
    Conversation(long began, int most) {
        this.began = began;
        this.most = most;
    }

    void said(long at, String sign, byte[] bytes) {
        said(at, sign, shown(bytes));
    }

    void said(long at, String sign, String text) {
        if (lines.size() >= most) {
            lines.removeFirst();
        }
        lines.add(String.format("%10s %s %s", TimeText.moment(Duration.ofNanos(Math.max(0, at - began))), sign, text));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    static String shown(byte[] bytes) {
        if (bytes.length <= MAX_SHOWN) {
            return Visible.escaped(bytes);
        }
        return Visible.escaped(java.util.Arrays.copyOf(bytes, MAX_SHOWN)) + " ... (" + bytes.length + " bytes)";
    }
}
