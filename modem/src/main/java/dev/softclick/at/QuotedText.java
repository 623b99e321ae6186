package dev.softclick.at;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The inside of a string constant (V.250 clause 5.4.2.2): {@code \hh} stands for the byte hh, everything else for itself. */
final class QuotedText {
    private QuotedText() {}

    /** The text that {@code line[from, to)} means, or null when an escape is bad or the bytes are not UTF-8. */
    static @Nullable String decode(String line, int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                if (i + 2 >= to) {
                    return null;
                }
                int high = hex(line.charAt(i + 1));
                int low = hex(line.charAt(i + 2));
                if (high < 0 || low < 0) {
                    return null;
                }
                c = (char) (high << 4 | low);
                i += 2;
            }
            bytes[length++] = (byte) c;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static int hex(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
