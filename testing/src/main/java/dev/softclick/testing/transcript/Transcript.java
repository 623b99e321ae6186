package dev.softclick.testing.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A serial conversation that was read from text (docs/transcripts.md).
 *
 * @param name of the file, for messages
 * @param headers the remarks {@code title}, {@code cites}, {@code needs} and {@code dialect}, where they were given
 * @param steps in order
 */
public record Transcript(String name, Map<String, String> headers, List<Step> steps) {
    /** Longest file, in bytes. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Longest line, in characters. */
    public static final int MAX_LINE = 64 * 1024;

    /** After so many mistakes reading ends. */
    public static final int MAX_MISTAKES = 20;

    /** Keeps copies. */
    public Transcript {
        headers = Map.copyOf(headers);
        steps = List.copyOf(steps);
    }

    /** Reads a transcript from text. Never throws for what is in it. */
    public static TranscriptReading parse(String name, String text) {
        return new TranscriptParser(name).parse(text);
    }

    /**
     * Reads a transcript from a file.
     *
     * @throws IOException when the file can't be read
     */
    public static TranscriptReading read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        String name = file.toString();
        if (bytes.length > MAX_BYTES) {
            return new TranscriptReading.Broken(List.of(new Mistake(name, 1, 1, "a file of at most " + MAX_BYTES + " bytes")));
        }
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            return parse(name, StandardCharsets.UTF_8.newDecoder().decode(input).toString());
        } catch (CharacterCodingException e) {
            return new TranscriptReading.Broken(List.of(notUtf8(name, bytes, input.position())));
        }
    }

    private static Mistake notUtf8(String name, byte[] bytes, int at) {
        String before = new String(bytes, 0, at, StandardCharsets.UTF_8);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Mistake(name, line, before.length() - before.lastIndexOf('\n'), "UTF-8");
    }

    /** What the case is called: its title, or its file. */
    public String title() {
        return header("title").orElse(name);
    }

    /** A header by its name. */
    public Optional<String> header(String key) {
        return Optional.ofNullable(headers.get(key));
    }

    /** Names that nothing stands for: neither one of {@code known}, nor kept by an earlier step. */
    public List<Mistake> unknownNames(Set<String> known) {
        Set<String> names = new HashSet<>(known);
        List<Mistake> unknown = new ArrayList<>();
        for (Step step : steps) {
            List<Template> templates = templates(step);
            for (Template template : templates) {
                for (Template.Part part : template.parts()) {
                    if (part instanceof Template.Name(String wanted, int column) && !names.contains(wanted)) {
                        unknown.add(new Mistake(name, step.line(), column, "nothing stands for {" + wanted + "} here"));
                    } else if (part instanceof Template.Pattern pattern) {
                        names.add(pattern.name());
                    }
                }
            }
        }
        return List.copyOf(unknown);
    }

    /** All names that must stand for something, in any step; those that patterns keep are among them where they are used again. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            for (Template template : templates(step)) {
                template.parts().forEach(part -> {
                    if (part instanceof Template.Name(String name, int _)) {
                        names.add(name);
                    }
                });
            }
        }
        return names;
    }

    private static List<Template> templates(Step step) {
        return switch (step) {
            case Step.Type type -> List.of(type.text());
            case Step.Send send -> List.of(send.bytes());
            case Step.Publish publish -> List.of(publish.topic(), publish.payload());
            case Step.Line line -> List.of(line.text());
            case Step.Bytes bytes -> List.of(bytes.bytes());
            case Step.Seen seen -> List.of(seen.topic(), seen.payload());
            case Step.AnyOrder any -> any.expected().stream().flatMap(expected -> templates(expected).stream()).toList();
            case Step.Pause _ -> List.of();
            case Step.Within _ -> List.of();
            case Step.NotBefore _ -> List.of();
            case Step.Moment _ -> List.of();
            case Step.Echo _ -> List.of();
        };
    }
}
