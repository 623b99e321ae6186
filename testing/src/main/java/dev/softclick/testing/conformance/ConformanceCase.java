package dev.softclick.testing.conformance;

import dev.softclick.at.Dialect;
import dev.softclick.testing.transcript.Transcript;
import java.util.Arrays;

/**
 * One case of the suite.
 *
 * @param name {@code group/name}
 * @param transcript what is said
 */
public record ConformanceCase(String name, Transcript transcript) {
    /** What comes before the slash. */
    public String group() {
        return name.substring(0, name.indexOf('/'));
    }

    /** What it shows, in one line. */
    public String title() {
        return transcript.title();
    }

    /** The section it proves. */
    public String cites() {
        return transcript.header("cites").orElse("");
    }

    /** Whether the other side of the cloud must take part. */
    public boolean needsCloud() {
        return transcript.header("needs").map(needs -> needs.contains("cloud")).orElse(false);
    }

    /** Whether it holds for that dialect. */
    public boolean isFor(Dialect dialect) {
        return transcript.header("dialect").map(names -> Arrays.asList(names.split("[ ,]+")).contains(dialect.name())).orElse(true);
    }
}
