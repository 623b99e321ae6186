package dev.softclick.testing.conformance;

import dev.softclick.at.Dialect;
import dev.softclick.testing.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Cases, in the order in which they are played.
 *
 * @param cases none twice
 */
public record ConformanceSuite(List<ConformanceCase> cases) {
    /** The resource that lists the cases of the library, one a line. */
    static final String INDEX = "index.txt";

    /** Keeps a copy. */
    public ConformanceSuite {
        cases = List.copyOf(cases);
    }

    /** The cases of the library, all dialects. */
    public static ConformanceSuite standard() {
        List<ConformanceCase> cases = new ArrayList<>();
        for (String name : text(INDEX).lines().toList()) {
            String file = name + ".at";
            cases.add(new ConformanceCase(name, Transcript.parse(file, text(file)).orThrow()));
        }
        return new ConformanceSuite(cases);
    }

    private static String text(String file) {
        try (InputStream in = ConformanceSuite.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the library lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that hold for that dialect. */
    public ConformanceSuite in(Dialect dialect) {
        return where(each -> each.isFor(dialect));
    }

    /**
     * Those whose {@code group/name} a pattern matches, as shells have them: {@code *} any text, {@code ?} any character, several joined by commas. A
     * pattern without a slash means a group: {@code publish} is {@code publish/*}.
     */
    public ConformanceSuite only(String pattern) {
        List<Pattern> patterns = Pattern.compile(",").splitAsStream(pattern).map(String::strip).filter(text -> !text.isEmpty()).map(ConformanceSuite::glob).toList();
        return where(each -> patterns.stream().anyMatch(wanted -> wanted.matcher(each.name()).matches()));
    }

    private ConformanceSuite where(Predicate<ConformanceCase> wanted) {
        return new ConformanceSuite(cases.stream().filter(wanted).toList());
    }

    private static Pattern glob(String text) {
        String whole = text.contains("/") ? text : text + "/*";
        StringBuilder regex = new StringBuilder();
        whole.chars().forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString());
    }
}
