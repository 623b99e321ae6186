package dev.softclick.port;

import dev.softclick.port.FaultRule.Fault;
import dev.softclick.port.FaultRule.Trigger;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads a file of line faults: a rule a line, {@code host drop probability 0.01}. */
final class FaultFileParser {
    private static final int MAX_RULES = 64;
    private static final int MAX_LINE = 512;
    private static final int MAX_PATTERN = 64;
    private static final int MAX_FIFO = 65_536;
    private static final long MAX_COUNT = 1_000_000_000_000L;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long MAX_MILLIS = 60_000;

    private final String name;
    private final List<FaultRule> rules = new ArrayList<>();
    private long seed;
    private int line;

    FaultFileParser(String name) {
        this.name = name;
    }

    LineFaults parse(String text) {
        for (String written : text.split("\\R", -1)) {
            line++;
            if (written.length() > MAX_LINE) {
                throw wrong("a line has at most " + MAX_LINE + " characters");
            }
            Deque<String> words = words(written);
            if (!words.isEmpty()) {
                line(words, String.join(" ", words));
            }
        }
        return new LineFaults(seed, rules);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(name + ":" + line + ": " + what);
    }

    /** Words, and texts in quotes as they are written; from {@code #} on nothing counts. */
    private Deque<String> words(String written) {
        Deque<String> words = new ArrayDeque<>();
        int at = 0;
        while (at < written.length() && written.charAt(at) != '#') {
            int begin = at;
            if (Character.isWhitespace(written.charAt(at))) {
                at++;
                continue;
            }
            if (written.charAt(at) == '"') {
                at = endOfText(written, at);
            } else {
                while (at < written.length() && !Character.isWhitespace(written.charAt(at)) && written.charAt(at) != '#') {
                    at++;
                }
            }
            String word = written.substring(begin, at);
            if (word.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw wrong("a rule is ASCII: use \\xHH for other bytes");
            }
            words.add(word);
        }
        return words;
    }

    private int endOfText(String written, int begin) {
        for (int at = begin + 1; at < written.length(); at++) {
            if (written.charAt(at) == '\\') {
                at++;
            } else if (written.charAt(at) == '"') {
                return at + 1;
            }
        }
        throw wrong("the text in quotes has no end");
    }

    private void line(Deque<String> words, String text) {
        String first = words.remove();
        switch (first) {
            case "seed" -> seed = number("a seed", next(words, "a number"), 0, Long.MAX_VALUE);
            case "host", "modem" -> {
                if (rules.size() == MAX_RULES) {
                    throw wrong("a file has at most " + MAX_RULES + " rules");
                }
                Fault fault = fault(words);
                Trigger trigger = fault instanceof Fault.Overrun ? new Trigger.Always() : trigger(words);
                rules.add(new FaultRule(rules.size() + 1, first.equals("host"), fault, trigger, text));
            }
            default -> throw wrong("'" + first + "' begins no rule: use host, modem or seed");
        }
        if (!words.isEmpty()) {
            throw wrong("'" + words.peek() + "' is too much: the rule ends before it");
        }
    }

    private String next(Deque<String> words, String expected) {
        String word = words.poll();
        if (word == null) {
            throw wrong("the rule is not complete: " + expected + " is missing");
        }
        return word;
    }

    private Fault fault(Deque<String> words) {
        String allowed = "drop, flip [BIT], duplicate, delay TIME, break or overrun BYTES every TIME";
        String word = next(words, allowed);
        return switch (word) {
            case "drop" -> new Fault.Drop();
            case "flip" -> {
                boolean given = !words.isEmpty() && Character.isDigit(words.element().charAt(0));
                yield new Fault.Flip(given ? (int) number("a bit", words.remove(), 0, 7) : 0);
            }
            case "duplicate" -> new Fault.Duplicate();
            case "delay" -> new Fault.Delay(time(next(words, "a time, as in 50ms,")));
            case "break" -> new Fault.Break();
            case "overrun" -> {
                int bytes = (int) number("a FIFO", next(words, "the bytes of a FIFO, as in 64,"), 1, MAX_FIFO);
                String every = next(words, "every TIME");
                if (!every.equals("every")) {
                    throw wrong("'" + every + "' is not expected here: use every TIME");
                }
                yield new Fault.Overrun(bytes, time(next(words, "a time, as in 50ms,")));
            }
            default -> throw wrong("'" + word + "' is no fault: use " + allowed);
        };
    }

    private Trigger trigger(Deque<String> words) {
        String allowed = "probability P, every N, nth N or pattern \"TEXT\"";
        String word = next(words, allowed);
        return switch (word) {
            case "probability" -> new Trigger.Probability(chance(next(words, "a number")));
            case "every" -> new Trigger.Every(number("a count", next(words, "a number"), 1, MAX_COUNT));
            case "nth" -> new Trigger.Nth(number("a byte's number", next(words, "a number"), 1, MAX_COUNT));
            case "pattern" -> new Trigger.Pattern(text(next(words, "a text in quotes")));
            default -> throw wrong("'" + word + "' does not say when: use " + allowed);
        };
    }

    private long number(String what, String word, long min, long max) {
        boolean digits = word.length() <= 18 && word.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(word) : -1;
        if (number < min || number > max) {
            throw wrong("'" + word + "': " + what + " is " + min + " to " + (max == Long.MAX_VALUE ? "999999999999999999" : max));
        }
        return number;
    }

    private double chance(String word) {
        boolean number = word.length() <= 20 && word.matches("[01]|[01]?\\.[0-9]+");
        double chance = number ? Double.parseDouble(word) : 0;
        if (chance <= 0 || chance > 1) {
            throw wrong("'" + word + "': a probability is more than 0 and at most 1, as in 0.01");
        }
        return chance;
    }

    private long time(String word) {
        int unit = word.endsWith("ms") ? 2 : word.endsWith("s") ? 1 : 0;
        long factor = unit == 1 ? 1000 : 1;
        String digits = word.substring(0, word.length() - unit);
        boolean right = unit > 0 && !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long millis = right ? Long.parseLong(digits) * factor : 0;
        if (millis < 1 || millis > MAX_MILLIS) {
            throw wrong("'" + word + "': a time is 1ms to 60s, as in 50ms or 2s");
        }
        return millis * NANOS_A_MILLI;
    }

    private byte[] text(String word) {
        if (!word.startsWith("\"")) {
            throw wrong("'" + word + "': a text stands in quotes, as in \"OK\"");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = word.length() - 1;
        for (int at = 1; at < end; at++) {
            char c = word.charAt(at);
            if (c == '\\') {
                at++;
                at += escaped(word, at, bytes);
            } else {
                bytes.write(c);
            }
        }
        if (bytes.size() < 1 || bytes.size() > MAX_PATTERN) {
            throw wrong("a text has 1 to " + MAX_PATTERN + " bytes");
        }
        return bytes.toByteArray();
    }

    /** How many characters it has beyond the one at {@code at}. */
    private int escaped(String word, int at, ByteArrayOutputStream bytes) {
        char c = word.charAt(at);
        switch (c) {
            case 'r' -> bytes.write('\r');
            case 'n' -> bytes.write('\n');
            case 't' -> bytes.write('\t');
            case '\\', '"' -> bytes.write(c);
            case 'x' -> {
                String digits = word.substring(at + 1, Math.min(at + 3, word.length() - 1));
                if (!digits.matches("[0-9A-Fa-f]{2}")) {
                    throw wrong("\\x takes two hexadecimal digits");
                }
                bytes.write(Integer.parseInt(digits, 16));
                return 2;
            }
            default -> throw wrong("'\\" + c + "' is no escape: use \\r, \\n, \\t, \\\\, \\\" or \\xHH");
        }
        return 0;
    }
}
