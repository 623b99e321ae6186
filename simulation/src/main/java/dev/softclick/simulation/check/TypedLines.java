package dev.softclick.simulation.check;

import org.jspecify.annotations.Nullable;

/** Finds the command lines in what the host types, from "Line discipline" of wire.md: an account of its own, not the product's. */
final class TypedLines {
    /** What a byte did. */
    enum Kind {
        PLAIN,
        SWALLOWED,
        LINE,
        REPEAT,
        TOO_LONG
    }

    private static final int LONGEST = 1022;

    private final StringBuilder body = new StringBuilder();
    private @Nullable String line;
    private boolean inBody;
    private boolean tooLong;
    private boolean lineStart = true;
    private boolean slashMayRepeat;
    private char previous;
    private boolean lineFeedBelongs;
    private boolean lastEndedInCrOnly;
    private boolean oneBeforeEndedInCrOnly;

    Kind take(byte b) {
        char c = (char) (b & 0xFF);
        if (lineFeedBelongs && c == '\n') {
            lineFeedBelongs = false;
            lastEndedInCrOnly = false;
            return Kind.SWALLOWED;
        }
        lineFeedBelongs = false;
        if (c == '\r') {
            return end();
        }
        if (inBody) {
            inside(c);
            return Kind.PLAIN;
        }
        if (slashMayRepeat && c == '/') {
            startOver();
            return Kind.REPEAT;
        }
        slashMayRepeat = lineStart && (c == 'A' || c == 'a');
        lineStart = false;
        if ((previous == 'A' || previous == 'a') && (c == 'T' || c == 't')) {
            inBody = true;
            body.setLength(0);
        }
        previous = c;
        return Kind.PLAIN;
    }

    private Kind end() {
        boolean was = inBody;
        boolean long_ = tooLong;
        line = body.toString();
        startOver();
        oneBeforeEndedInCrOnly = lastEndedInCrOnly;
        lastEndedInCrOnly = true;
        lineFeedBelongs = true;
        return !was ? Kind.PLAIN : long_ ? Kind.TOO_LONG : Kind.LINE;
    }

    private void startOver() {
        inBody = false;
        tooLong = false;
        lineStart = true;
        slashMayRepeat = false;
        previous = 0;
    }

    private void inside(char c) {
        if (c == '\b') {
            body.setLength(Math.max(0, body.length() - 1));
        } else if (c < ' ' || c == 127) {
            return;
        } else if (body.length() == LONGEST) {
            tooLong = true;
        } else if (!tooLong) {
            body.append(c);
        }
    }

    /** The line that just ended, without its AT. */
    String line() {
        return line == null ? "" : line;
    }

    boolean halfTyped() {
        return inBody;
    }

    /** Whether a prompt waits for a line feed that may belong to the line just ended. */
    boolean promptWaits() {
        return lineFeedBelongs && !oneBeforeEndedInCrOnly;
    }

    /** The prompt was said: the line feed is swallowed if it had come in time. */
    void prompted(boolean lineFeedCame) {
        lineFeedBelongs = false;
        if (lineFeedCame) {
            lastEndedInCrOnly = false;
        }
    }
}
