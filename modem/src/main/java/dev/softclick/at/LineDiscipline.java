package dev.softclick.at;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds command lines in what the host sends (V.250 clauses 5.2.1 to 5.2.4, and "Line discipline" of wire.md).
 *
 * <p>Bytes go in one by one, so it can't matter how they were chunked. It holds one line of at most {@link #MAX_LINE} bytes and answers nothing
 * itself.
 */
public final class LineDiscipline {
    /** Longest command line with its {@code AT}, in bytes; a longer one is dropped up to its terminator. */
    public static final int MAX_LINE = 1024;

    /** What a byte was. */
    public enum Reception {
        /** Part of a line, or noise between lines. */
        TAKEN,
        /** The line feed that belongs to the line before it; never echoed. */
        LINE_FEED,
        /** The terminator of a command line: {@link #line()} has it. */
        LINE,
        /** {@code A/}: run the last line again. */
        REPEAT,
        /** The terminator of a line that was too long. */
        TOO_LONG
    }

    private enum Phase {
        LINE_START,
        NOISE,
        A_AT_LINE_START,
        A_IN_NOISE,
        BODY,
        TOO_LONG
    }

    private enum Ending {
        NONE_YET,
        TERMINATOR_ALONE,
        TERMINATOR_AND_LINE_FEED
    }

    private static final int MAX_BODY = MAX_LINE - 2;
    private static final int DEL = 127;

    private static final int FIRST_ROOM = 62;

    /** Grows with the longest line so far: thousands of modems never see a long one. */
    private byte[] body = new byte[FIRST_ROOM];

    private int length;
    private Phase phase = Phase.LINE_START;
    private boolean lineFeedMayFollow;
    private Ending lastEnding = Ending.NONE_YET;
    private Ending endingBefore = Ending.NONE_YET;

    /** Takes the next byte. */
    public Reception accept(byte value, LineSettings settings) {
        // Nearly every byte; no line feed is waited for inside a line.
        if (phase == Phase.BODY && value > ' ' && value < DEL && value != settings.terminator() && value != settings.editing() && length < body.length) {
            body[length++] = value;
            return Reception.TAKEN;
        }
        if (takeLineFeed(value)) {
            return Reception.LINE_FEED;
        }
        if (value == settings.terminator()) {
            return endLine(value);
        }
        switch (phase) {
            case LINE_START -> phase = isA(value) ? Phase.A_AT_LINE_START : Phase.NOISE;
            case NOISE -> phase = isA(value) ? Phase.A_IN_NOISE : Phase.NOISE;
            case A_AT_LINE_START, A_IN_NOISE -> {
                if (value == '/' && phase == Phase.A_AT_LINE_START) {
                    phase = Phase.LINE_START;
                    return Reception.REPEAT;
                }
                phase = isT(value) ? Phase.BODY : isA(value) ? Phase.A_IN_NOISE : Phase.NOISE;
                length = 0;
            }
            case BODY -> edit(value, settings);
            case TOO_LONG -> {}
        }
        return Reception.TAKEN;
    }

    /**
     * Takes the byte if it is the line feed that belongs to the line just ended; nothing else changes if it is not.
     *
     * @return whether it was
     */
    public boolean takeLineFeed(byte value) {
        boolean belongs = lineFeedMayFollow && value == LineSettings.LF;
        lineFeedMayFollow = false;
        if (belongs) {
            lastEnding = Ending.TERMINATOR_AND_LINE_FEED;
        }
        return belongs;
    }

    /** No line feed belongs to the line just ended any more: what follows is payload. */
    public void expectNoLineFeed() {
        lineFeedMayFollow = false;
    }

    /** Whether a line feed may be on its way that belongs to the line just ended: it was ended, and the line before it did not end in CR alone. */
    public boolean awaitsLineFeed() {
        return lineFeedMayFollow && endingBefore != Ending.TERMINATOR_ALONE;
    }

    /** Forgets what was begun: the next byte begins a line, and how the host ends its lines is not known yet. */
    public void restart() {
        phase = Phase.LINE_START;
        lineFeedMayFollow = false;
        lastEnding = Ending.NONE_YET;
        endingBefore = Ending.NONE_YET;
    }

    /** Whether a command line has begun (from its {@code AT} on) and not ended. */
    public boolean halfTyped() {
        return phase == Phase.BODY || phase == Phase.TOO_LONG;
    }

    /** The line just ended; call once after {@link Reception#LINE}. */
    public CommandLine line() {
        return new CommandLine(new String(body, 0, length, StandardCharsets.ISO_8859_1));
    }

    private Reception endLine(byte terminator) {
        Phase ended = phase;
        phase = Phase.LINE_START;
        endingBefore = lastEnding;
        lastEnding = Ending.TERMINATOR_ALONE;
        lineFeedMayFollow = terminator != LineSettings.LF;
        return switch (ended) {
            case BODY -> Reception.LINE;
            case TOO_LONG -> Reception.TOO_LONG;
            case LINE_START, NOISE, A_AT_LINE_START, A_IN_NOISE -> Reception.TAKEN;
        };
    }

    private void edit(byte value, LineSettings settings) {
        if (value == settings.editing()) {
            length = Math.max(0, length - 1);
        } else if (value >= 0 && value < ' ' || value == DEL) {
            return;
        } else if (length == MAX_BODY) {
            phase = Phase.TOO_LONG;
        } else {
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.min(MAX_BODY, 2 * length));
            }
            body[length++] = value;
        }
    }

    private static boolean isA(byte value) {
        return value == 'A' || value == 'a';
    }

    private static boolean isT(byte value) {
        return value == 'T' || value == 't';
    }
}
