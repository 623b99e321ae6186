package dev.softclick.testing.transcript;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text behind a sign: escapes, names, patterns. */
final class TemplateParser {
    /** Longest regular expression, in characters. */
    private static final int MAX_REGEX = 500;

    private final String text;
    private final Mistakes mistakes;
    private final ByteArrayOutputStream literal = new ByteArrayOutputStream();
    private List<Template.Part> parts = new ArrayList<>();

    /** Takes what is wrong at an offset of the line. */
    interface Mistakes {
        void add(int offset, String expected);
    }

    TemplateParser(String text, Mistakes mistakes) {
        this.text = text;
        this.mistakes = mistakes;
    }

    /** What is sent: no patterns. */
    Template exact(int from) {
        return exact(from, text.length());
    }

    Template exact(int from, int to) {
        return parse(from, to, false);
    }

    /** What is expected: patterns may be in it. */
    Template expected(int from) {
        return expected(from, text.length());
    }

    Template expected(int from, int to) {
        return parse(from, to, true);
    }

    /** Where the topic that begins at {@code from} ends: the first blank outside braces. */
    int topicEnd(int from) {
        int depth = 0;
        int at = from;
        while (at < text.length() && (depth > 0 || text.charAt(at) != ' ')) {
            char c = text.charAt(at);
            if (c == '\\' && depth == 0) {
                at++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            }
            at++;
        }
        if (at == from) {
            mistakes.add(Math.min(from, text.length()), "a topic, a space and a payload");
        }
        return Math.min(at, text.length());
    }

    private Template parse(int from, int to, boolean patterns) {
        parts = new ArrayList<>();
        literal.reset();
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c == '\\') {
                at = escape(at, to);
            } else if (c == '{') {
                at = braces(at, to, patterns);
            } else {
                int width = Character.charCount(text.codePointAt(at));
                literal.writeBytes(text.substring(at, at + width).getBytes(StandardCharsets.UTF_8));
                at += width;
            }
        }
        endLiteral();
        return new Template(text.substring(Math.min(from, to), to), parts);
    }

    private void endLiteral() {
        if (literal.size() > 0) {
            parts.add(new Template.Literal(literal.toByteArray()));
            literal.reset();
        }
    }

    private int escape(int at, int to) {
        char kind = at + 1 < to ? text.charAt(at + 1) : ' ';
        switch (kind) {
            case 'r' -> literal.write('\r');
            case 'n' -> literal.write('\n');
            case 't' -> literal.write('\t');
            case '\\' -> literal.write('\\');
            case '{' -> literal.write('{');
            case 'x' -> {
                int high = at + 2 < to ? Character.digit(text.charAt(at + 2), 16) : -1;
                int low = at + 3 < to ? Character.digit(text.charAt(at + 3), 16) : -1;
                if (high < 0 || low < 0) {
                    mistakes.add(at + 2, "two hexadecimal digits behind \\x");
                } else {
                    literal.write(high * 16 + low);
                }
                return Math.min(at + 4, to);
            }
            default -> mistakes.add(at, "one of \\r \\n \\t \\\\ \\{ \\xHH");
        }
        return Math.min(at + 2, to);
    }

    private int braces(int at, int to, boolean patterns) {
        int close = at;
        for (int depth = 0; close < to; close++) {
            char c = text.charAt(close);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        if (close == to) {
            mistakes.add(at, "a '}' for this '{' (a brace that is meant is written \\{)");
            return to;
        }
        int colon = text.indexOf(':', at);
        boolean pattern = colon >= 0 && colon < close;
        String name = text.substring(at + 1, pattern ? colon : close);
        if (!isName(name) && !(pattern && name.isEmpty())) {
            mistakes.add(at + 1, "a name of letters, digits, - and _ that begins with a letter (a brace that is meant is written \\{)");
        } else if (pattern && !patterns) {
            mistakes.add(at, "no pattern: one stands only in what is expected (a brace that is meant is written \\{)");
        } else if (pattern) {
            String regex = text.substring(colon + 1, close);
            Optional<String> wrong = regex.length() > MAX_REGEX
                    ? Optional.of("a regular expression of at most " + MAX_REGEX + " characters")
                    : TemplateMatcher.wrongWith(regex);
            wrong.ifPresent(expected -> mistakes.add(colon + 1, expected));
            endLiteral();
            parts.add(new Template.Pattern(name, regex));
        } else {
            endLiteral();
            parts.add(new Template.Name(name, at + 1));
        }
        return close + 1;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= 64
                && isLetter(name.charAt(0))
                && name.chars().allMatch(c -> isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '_');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
