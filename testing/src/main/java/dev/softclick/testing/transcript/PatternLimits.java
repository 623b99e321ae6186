package dev.softclick.testing.transcript;

import java.util.Optional;

/**
 * Which regular expressions a transcript may have. The work of a pattern is bounded by counting the characters that it looks at ({@link
 * TemplateMatcher}); so it must not be able to work without looking at any. Hence: at no place are there two ways to match nothing. Refused are
 * look-around, back-references, {@code \Q}, flags, alternatives of which two can be empty, and groups that can be empty and are repeated.
 */
final class PatternLimits {
    private static final String ALLOWED =
            "a plain regular expression: no (? but (?:, no back-reference, no \\Q, no repeated group that can be empty, no two empty alternatives";

    private final String regex;
    private int at;
    private boolean refused;

    private PatternLimits(String regex) {
        this.regex = regex;
    }

    /** What is expected instead, when this one is refused. It is one that the JDK compiles. */
    static Optional<String> wrongWith(String regex) {
        PatternLimits limits = new PatternLimits(regex);
        limits.alternatives();
        return limits.refused || limits.at < regex.length() ? Optional.of(ALLOWED) : Optional.empty();
    }

    /** Up to the end or a closing parenthesis; whether it can match nothing. */
    private boolean alternatives() {
        int empty = sequence() ? 1 : 0;
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            empty += sequence() ? 1 : 0;
        }
        refused |= empty > 1;
        return empty > 0;
    }

    private boolean sequence() {
        boolean empty = true;
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')' && !refused) {
            empty &= piece();
        }
        return empty;
    }

    private boolean piece() {
        boolean empty = atom();
        boolean optional = false;
        while (at < regex.length() && "?*+{".indexOf(regex.charAt(at)) >= 0) {
            // Of something that can be empty there would be many ways to repeat nothing.
            refused |= empty;
            char quantifier = regex.charAt(at);
            optional |= quantifier == '?' || quantifier == '*' || quantifier == '{' && fromZero();
            at = quantifier == '{' ? regex.indexOf('}', at) + 1 : at + 1;
            if (at == 0) {
                refused = true;
                at = regex.length();
            }
        }
        return empty || optional;
    }

    private boolean fromZero() {
        int digit = at + 1;
        while (digit < regex.length() && regex.charAt(digit) == '0') {
            digit++;
        }
        return digit > at + 1 && digit < regex.length() && (regex.charAt(digit) == ',' || regex.charAt(digit) == '}');
    }

    /** One character, class, anchor or group; whether it can match nothing. */
    private boolean atom() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> {
                skipClass();
                yield false;
            }
            case '^', '$' -> true;
            case '\\' -> escape();
            default -> false;
        };
    }

    private boolean group() {
        if (regex.startsWith("?:", at)) {
            at += 2;
        } else if (regex.startsWith("?", at)) {
            refused = true;
        }
        boolean empty = alternatives();
        at++;
        return empty;
    }

    private boolean escape() {
        char kind = at < regex.length() ? regex.charAt(at++) : 'Q';
        if (kind == 'p' || kind == 'P') {
            if (at < regex.length() && regex.charAt(at) == '{') {
                at = Math.max(at, regex.indexOf('}', at)) + 1;
            } else {
                at++;
            }
        } else if (kind == 'x') {
            at = Math.min(at + 2, regex.length());
        }
        refused |= kind >= '0' && kind <= '9' || "QEkXNRcu".indexOf(kind) >= 0;
        return "bBAGzZ".indexOf(kind) >= 0;
    }

    private void skipClass() {
        for (int depth = 1; at < regex.length() && depth > 0; at++) {
            char c = regex.charAt(at);
            if (c == '\\') {
                refused |= regex.startsWith("Q", at + 1);
                at++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && !(depth == 1 && opensWithBracket())) {
                depth--;
            }
        }
    }

    /** A bracket right behind the opening one, or its ^, is a character to the JDK. */
    private boolean opensWithBracket() {
        return regex.charAt(at - 1) == '[' || regex.charAt(at - 1) == '^' && regex.charAt(at - 2) == '[';
    }
}
