package dev.softclick.port;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What goes wrong on a line, as a file of rules says it (docs/ports.md, "Line faults"). The same file does the same to the same bytes. */
public final class LineFaults {
    /** A line on which nothing goes wrong. */
    public static final LineFaults NONE = new LineFaults(0, List.of());

    /** Longest file, in bytes. */
    public static final int MAX_BYTES = 65_536;

    private final long seed;
    private final List<FaultRule> rules;

    LineFaults(long seed, List<FaultRule> rules) {
        this.seed = seed;
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads a file of rules.
     *
     * @throws IllegalArgumentException with one line: the file, the line in it, what is wrong and what is allowed
     */
    public static LineFaults read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": it can't be read", e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(file + ": it is longer than " + MAX_BYTES + " bytes");
        }
        return parse(file.toString(), new String(bytes, StandardCharsets.UTF_8));
    }

    /** As {@link #read}, for a text that is called {@code name} in messages. */
    public static LineFaults parse(String name, String text) {
        return new FaultFileParser(name).parse(text);
    }

    /** Those of what the host sends. */
    public LineFaults ofHost() {
        return new LineFaults(seed, rules.stream().filter(FaultRule::fromHost).toList());
    }

    /** Those of what the modem sends. */
    public LineFaults ofModem() {
        return new LineFaults(seed, rules.stream().filter(rule -> !rule.fromHost()).toList());
    }

    /** Whether nothing goes wrong. */
    public boolean none() {
        return rules.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LineFaults faults && seed == faults.seed && texts().equals(faults.texts());
    }

    /** All there is to a rule is how it was written. */
    private List<String> texts() {
        return rules.stream().map(FaultRule::text).toList();
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed, texts());
    }

    long seed() {
        return seed;
    }

    List<FaultRule> rules() {
        return rules;
    }
}
