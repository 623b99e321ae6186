package dev.softclick.testing.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one transcript, line by line. */
final class TranscriptParser {
    private static final Set<String> HEADERS = Set.of("title", "cites", "needs", "dialect");
    private static final String SIGNS = "one of the signs # > >> < << @ ~> ~< [ ]";

    private final String name;
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private @Nullable List<Step.Expected> block;
    private int blockLine;
    private int blockColumn;
    private int line;

    TranscriptParser(String name) {
        this.name = name;
    }

    TranscriptReading parse(String text) {
        int from = text.startsWith("\ufeff") ? 1 : 0;
        while (from <= text.length() && mistakes.size() < Transcript.MAX_MISTAKES) {
            int end = text.indexOf('\n', from);
            int next = end < 0 ? text.length() + 1 : end + 1;
            end = end < 0 ? text.length() : end;
            if (end > from && text.charAt(end - 1) == '\r') {
                end--;
            }
            line++;
            if (end - from > Transcript.MAX_LINE) {
                mistake(Transcript.MAX_LINE, "the end of the line: one is at most " + Transcript.MAX_LINE + " characters");
            } else {
                read(text.substring(from, end));
            }
            from = next;
        }
        if (block != null) {
            mistakes.add(new Mistake(name, blockLine, blockColumn, "a ']' that ends this '['"));
        }
        return mistakes.isEmpty()
                ? new TranscriptReading.Sound(new Transcript(name, headers, steps))
                : new TranscriptReading.Broken(mistakes);
    }

    /** Offsets count from 0, columns from 1. */
    private void mistake(int offset, String expected) {
        mistakes.add(new Mistake(name, line, offset + 1, expected));
    }

    private void read(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        if (start == text.length()) {
            return;
        }
        if (text.charAt(start) == '#') {
            remark(text.substring(start + 1).strip());
            return;
        }
        if (text.charAt(start) == '@') {
            if (outsideBlock(start)) {
                times(text, start);
            }
            return;
        }
        int end = text.indexOf(' ', start);
        String sign = text.substring(start, end < 0 ? text.length() : end);
        int rest = end < 0 ? text.length() : end + 1;
        TemplateParser template = new TemplateParser(text, this::mistake);
        switch (sign) {
            case ">" -> send(start, new Step.Type(line, template.exact(rest)));
            case ">>" -> send(start, new Step.Send(line, template.exact(rest)));
            case "~>" -> {
                int blank = template.topicEnd(rest);
                send(start, new Step.Publish(line, template.exact(rest, blank), template.exact(Math.min(blank + 1, text.length()))));
            }
            case "<" -> expect(new Step.Line(line, template.expected(rest)));
            case "<<" -> expect(new Step.Bytes(line, template.expected(rest)));
            case "~<" -> {
                int blank = template.topicEnd(rest);
                expect(new Step.Seen(line, template.expected(rest, blank), template.expected(Math.min(blank + 1, text.length()))));
            }
            case "[" -> begin(text, start, rest);
            case "]" -> end(text, start, rest);
            default -> unknown(sign, start);
        }
    }

    private void unknown(String sign, int start) {
        for (String known : List.of(">>", "<<", "~>", "~<", ">", "<", "[", "]")) {
            if (sign.startsWith(known)) {
                mistake(start + known.length(), "a space behind " + known);
                return;
            }
        }
        mistake(start, SIGNS);
    }

    private void remark(String remark) {
        Optional<Duration> moment = remark.startsWith("at ") ? TimeText.moment(remark.substring(3)) : Optional.empty();
        if (moment.isPresent()) {
            if (block == null) {
                steps.add(new Step.Moment(line, moment.get()));
            }
            return;
        }
        if (block == null && (remark.equals("echo on") || remark.equals("echo off"))) {
            steps.add(new Step.Echo(line, remark.equals("echo on")));
            return;
        }
        int colon = remark.indexOf(':');
        if (colon > 0 && steps.isEmpty() && HEADERS.contains(remark.substring(0, colon))) {
            headers.putIfAbsent(remark.substring(0, colon), remark.substring(colon + 1).strip());
        }
    }

    private boolean outsideBlock(int start) {
        if (block != null) {
            mistake(start, "only <, << and ~< lines between '[' and ']'");
        }
        return block == null;
    }

    private void send(int start, Step step) {
        if (outsideBlock(start)) {
            steps.add(step);
        }
    }

    private void expect(Step.Expected step) {
        if (block != null) {
            block.add(step);
        } else {
            steps.add(step);
        }
    }

    private void begin(String text, int start, int rest) {
        if (outsideBlock(start) && alone(text, rest)) {
            block = new ArrayList<>();
            blockLine = line;
            blockColumn = start + 1;
        }
    }

    private void end(String text, int start, int rest) {
        if (block == null) {
            mistake(start, "a '[' before this ']'");
        } else if (alone(text, rest)) {
            if (block.isEmpty()) {
                mistake(start, "at least one <, << or ~< line between '[' and ']'");
            } else {
                steps.add(new Step.AnyOrder(blockLine, block));
            }
            block = null;
        }
    }

    private boolean alone(String text, int rest) {
        if (!text.substring(Math.min(rest, text.length())).isBlank()) {
            mistake(rest, "nothing more on this line");
            return false;
        }
        return true;
    }

    private void times(String text, int start) {
        int at = start;
        while (at < text.length()) {
            if (text.charAt(at) == ' ') {
                at++;
                continue;
            }
            int end = text.indexOf(' ', at);
            end = end < 0 ? text.length() : end;
            String word = text.substring(at, end);
            if (word.charAt(0) != '@') {
                mistake(at, "a time as @2s, @<=90s or @>=50ms");
                return;
            }
            boolean within = word.startsWith("@<=");
            boolean notBefore = word.startsWith("@>=");
            int digits = within || notBefore ? 3 : 1;
            Optional<Duration> time = TimeText.length(word.substring(digits));
            if (time.isEmpty()) {
                mistake(at + digits, "a whole number and ms, s or m, at most 24 hours");
                return;
            }
            if (within) {
                steps.add(new Step.Within(line, time.get()));
            } else if (notBefore) {
                steps.add(new Step.NotBefore(line, time.get()));
            } else {
                steps.add(new Step.Pause(line, time.get()));
            }
            at = end;
        }
    }
}
