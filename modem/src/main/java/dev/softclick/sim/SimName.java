package dev.softclick.sim;

/**
 * What a SIM is called in its store: 1 to 64 of {@code a-z A-Z 0-9 _ . -}, and no {@code .} or {@code -} in front, so that it is always
 * one plain file name and never an option.
 *
 * @param text the name
 */
public record SimName(String text) implements Comparable<SimName> {
    /** Longest name, in characters. */
    public static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException with a plain reason when the text is no such name */
    public SimName {
        if (!isName(text)) {
            throw new IllegalArgumentException(
                    "a SIM name is 1 to " + MAX_LENGTH + " of a-z A-Z 0-9 _ . - that begin with none of . and -, not '" + text + "'");
        }
    }

    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.charAt(0) != '.' && text.charAt(0) != '-'
                && text.chars().allMatch(c ->
                        c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-');
    }

    @Override
    public int compareTo(SimName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
