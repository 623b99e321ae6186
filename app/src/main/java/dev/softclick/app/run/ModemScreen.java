package dev.softclick.app.run;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the modem says, as lines for a person: without the empty ones that frame it, control characters made visible, and without the echo of what was
 * typed at the prompt, which stands there already. Knows payloads: {@code >} asks for one, {@code +AWS:0,5} is followed by one. Bytes in, lines out.
 */
final class ModemScreen {
    /** Longest line shown in one piece, in bytes. */
    private static final int MAX_LINE = 4096;

    /** Typed lines whose echo may still come. */
    private static final int MAX_ECHOES = 16;

    /** The prompt for a payload, and what to do about it. */
    static final String ASKED = ">  (Enter sends what you type as the payload, without a CR)";

    private static final Pattern MESSAGE = Pattern.compile("\\+AWS: ?\\d+,(\\d{1,9})");

    private final Deque<byte[]> echoes = new ArrayDeque<>();
    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private int payloadLeft;
    private boolean asking;

    /** After the CR of a message's header: its line feed comes before the payload. */
    private boolean lineFeedFirst;

    /** Takes what the modem said; gives the lines that are complete. */
    List<String> heard(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (byte b : bytes) {
            boolean feed = lineFeedFirst && b == '\n';
            lineFeedFirst = false;
            if (feed) {
                continue;
            }
            if (payloadLeft > 0) {
                payloadLeft--;
                put(b, lines);
                if (payloadLeft == 0) {
                    take(lines);
                }
            } else if (b == '\r' || b == '\n') {
                ended(lines);
            } else if (b == '>' && length == 0) {
                asking = true;
                lines.add(ASKED);
            } else {
                put(b, lines);
            }
        }
        return lines;
    }

    /** The modem has paused: gives what it has not ended with a line end, unless that is the echo of a line on its way. */
    List<String> paused() {
        List<String> lines = new ArrayList<>();
        boolean echo = echoes.stream().anyMatch(typed -> typed.length >= length && Arrays.equals(typed, 0, length, line, 0, length));
        if (length > 0 && !echo) {
            take(lines);
        }
        return lines;
    }

    /** Whether the modem waits for the bytes of a payload. */
    boolean asking() {
        return asking;
    }

    /** A command line was typed: its echo is not shown. */
    void typed(byte[] command) {
        if (command.length > 0) {
            echoes.add(command.clone());
        }
        if (echoes.size() > MAX_ECHOES) {
            echoes.remove();
        }
    }

    private void put(byte b, List<String> lines) {
        if (length == MAX_LINE) {
            take(lines);
        }
        line[length++] = b;
    }

    private void ended(List<String> lines) {
        if (length == 0) {
            return;
        }
        if (isEcho()) {
            length = 0;
            return;
        }
        asking = false;
        Matcher message = MESSAGE.matcher(new String(line, 0, length, StandardCharsets.ISO_8859_1));
        if (message.matches()) {
            payloadLeft = Integer.parseInt(message.group(1));
            lineFeedFirst = true;
        }
        take(lines);
    }

    /** Echoes come in the order of typing; those that never came (ATE0) are forgotten with the first that does. */
    private boolean isEcho() {
        int matched = 0;
        int index = 0;
        for (Iterator<byte[]> typed = echoes.iterator(); typed.hasNext() && matched == 0; index++) {
            byte[] command = typed.next();
            matched = command.length == length && Arrays.equals(command, 0, length, line, 0, length) ? index + 1 : 0;
        }
        for (int i = 0; i < matched; i++) {
            echoes.remove();
        }
        return matched > 0;
    }

    private void take(List<String> lines) {
        lines.add(visible(line, length));
        length = 0;
    }

    /** Text as it is, everything else as {@code \x00}. */
    static String visible(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length;) {
            int size = printable(bytes, i, length);
            if (size == 0) {
                text.append(String.format(Locale.ROOT, "\\x%02x", bytes[i] & 0xFF));
                i++;
            } else {
                text.append(new String(bytes, i, size, StandardCharsets.UTF_8));
                i += size;
            }
        }
        return text.toString();
    }

    /** How many bytes make a printable character of UTF-8 here; 0 when none do. */
    private static int printable(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xFF;
        int size = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (size == 0 || at + size > length) {
            return 0;
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, size)).toString();
            return text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) ? 0 : size;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }
}
