package dev.softclick.testing.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compares bytes with a template. */
final class TemplateMatcher {
    /** How many characters one comparison may look at: a pattern from anywhere must not stop us. */
    private static final int MAX_LOOKS = 2_000_000;

    private static final byte[] NOTHING = {};
    private static final String GROUP = "softclick";

    private TemplateMatcher() {}

    /** What is wrong with a regular expression, as "what was expected". */
    static Optional<String> wrongWith(String regex) {
        try {
            Pattern.compile(regex);
            Pattern.compile("(?<" + GROUP + "0>" + regex + ")");
            return PatternLimits.wrongWith(regex);
        } catch (PatternSyntaxException e) {
            return Optional.of("a regular expression (" + e.getDescription() + ")");
        }
    }

    /** Compares all of {@code data} with a template. */
    static Match whole(Template template, byte[] data, Function<String, byte[]> values) {
        return match(template, NOTHING, NOTHING, data, 0, true, values);
    }

    /**
     * Compares.
     *
     * @param before bytes that come before those of the template
     * @param after bytes that come behind
     * @param data what is at hand, from {@code offset}
     * @param values what names stand for; null: not known
     */
    static Match match(Template template, byte[] before, byte[] after, byte[] data, int offset, Function<String, byte[]> values) {
        return match(template, before, after, data, offset, false, values);
    }

    private static Match match(
            Template template, byte[] before, byte[] after, byte[] data, int offset, boolean whole, Function<String, byte[]> values) {
        Optional<byte[]> exact = template.bytes(values);
        if (exact.isPresent()) {
            Match match = exact(concat(before, exact.get(), after), data, offset);
            return whole && match instanceof Match.Hit hit && hit.end() < data.length ? Match.MISS : match;
        }
        StringBuilder regex = new StringBuilder(quoted(before));
        Map<Integer, String> names = new HashMap<>();
        int number = 0;
        for (Template.Part part : template.parts()) {
            switch (part) {
                case Template.Literal literal -> regex.append(quoted(literal.bytes()));
                case Template.Name name -> {
                    byte[] value = values.apply(name.name());
                    if (value == null) {
                        return new Match.Refused("nothing stands for {" + name.name() + "}");
                    }
                    regex.append(quoted(value));
                }
                case Template.Pattern pattern -> {
                    if (!pattern.name().isEmpty()) {
                        names.put(number, pattern.name());
                    }
                    regex.append("(?<").append(GROUP).append(number++).append('>').append(pattern.regex()).append(')');
                }
            }
        }
        regex.append(quoted(after));
        return pattern(regex.toString(), names, data, offset, whole);
    }

    private static Match exact(byte[] wanted, byte[] data, int offset) {
        int there = Math.min(wanted.length, data.length - offset);
        if (!Arrays.equals(wanted, 0, there, data, offset, offset + there)) {
            return Match.MISS;
        }
        return there < wanted.length ? Match.MORE : new Match.Hit(offset + there, Map.of(), false);
    }

    @SuppressWarnings("JdkObsolete") // a line is a stream: whether more could come is the question
    private static Match pattern(String regex, Map<Integer, String> names, byte[] data, int offset, boolean whole) {
        try {
            Matcher matcher = Pattern.compile(regex)
                    .matcher(new Looks(new String(data, offset, data.length - offset, StandardCharsets.ISO_8859_1), new int[1]));
            if (!(whole ? matcher.matches() : matcher.lookingAt())) {
                return matcher.hitEnd() ? Match.MORE : Match.MISS;
            }
            Map<String, byte[]> kept = new HashMap<>();
            names.forEach((number, name) -> {
                String group = matcher.group(GROUP + number);
                kept.put(name, group == null ? new byte[0] : group.getBytes(StandardCharsets.ISO_8859_1));
            });
            return new Match.Hit(offset + matcher.end(), kept, matcher.hitEnd());
        } catch (TooManyLooks | StackOverflowError e) {
            return new Match.Refused("the pattern takes too much work: write it simpler");
        } catch (PatternSyntaxException e) {
            return new Match.Refused("the patterns do not go together: " + e.getDescription());
        }
    }

    private static String quoted(byte[] bytes) {
        return bytes.length == 0 ? "" : Pattern.quote(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static byte[] concat(byte[] before, byte[] middle, byte[] after) {
        byte[] all = Arrays.copyOf(before, before.length + middle.length + after.length);
        System.arraycopy(middle, 0, all, before.length, middle.length);
        System.arraycopy(after, 0, all, before.length + middle.length, after.length);
        return all;
    }

    /** Counts how often it is looked at. */
    private record Looks(CharSequence text, int[] count) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++count[0] > MAX_LOOKS) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyLooks() {
            super(null, null, false, false);
        }
    }
}
