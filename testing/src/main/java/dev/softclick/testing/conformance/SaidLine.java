package dev.softclick.testing.conformance;

/**
 * One line of what was said, taken apart.
 *
 * @param time since the case began
 * @param sign as transcripts have it
 * @param text with control characters escaped
 */
record SaidLine(String time, String sign, String text) {
    static SaidLine of(String said) {
        String[] words = said.stripLeading().split(" ", 3);
        return new SaidLine(words[0], words.length > 1 ? words[1] : "", words.length > 2 ? words[2] : "");
    }

    boolean ofTheHost() {
        return sign.startsWith(">");
    }

    boolean ofTheModem() {
        return sign.startsWith("<");
    }
}
