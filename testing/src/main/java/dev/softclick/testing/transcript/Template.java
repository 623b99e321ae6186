package dev.softclick.testing.transcript;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Bytes as a transcript writes them: literal ones, names that stand for others, patterns.
 *
 * @param source as written in the file
 * @param parts in order; neighbouring literals are one
 */
public record Template(String source, List<Part> parts) {
    /** Keeps a copy. */
    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part {}

    /** These bytes. */
    public record Literal(byte[] bytes) implements Part {}

    /** {@code {name}}: what was kept under that name; {@code column} is where it stands in its line. */
    public record Name(String name, int column) implements Part {}

    /** {@code {name:regex}}: keeps what it matched, unless the name is empty. */
    public record Pattern(String name, String regex) implements Part {}

    /** A template of these bytes alone. */
    public static Template of(byte[] bytes) {
        return new Template(Visible.escaped(bytes), bytes.length == 0 ? List.of() : List.of(new Literal(bytes)));
    }

    /** The bytes it stands for, or nothing when it has patterns or a name that {@code values} does not know (null). */
    public Optional<byte[]> bytes(Function<String, byte[]> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            byte[] piece = switch (part) {
                case Literal literal -> literal.bytes();
                case Name name -> values.apply(name.name());
                case Pattern pattern -> null;
            };
            if (piece == null) {
                return Optional.empty();
            }
            out.writeBytes(piece);
        }
        return Optional.of(out.toByteArray());
    }

    /** As written. */
    @Override
    public String toString() {
        return source;
    }
}
