package dev.softclick.app.config;

import java.util.List;

/** What comes of reading a configuration. */
public sealed interface ConfigReading<T> {
    /** It is good. */
    record Sound<T>(T value) implements ConfigReading<T> {}

    /** It is not: every mistake found, in the order of the file; at least one. */
    record Faulty<T>(List<ConfigProblem> problems) implements ConfigReading<T> {
        /** Sorts them. */
        public Faulty {
            problems = problems.stream().sorted(ConfigProblem.BY_PLACE).toList();
        }
    }
}
