package dev.softclick.app.config;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * A mistake in a configuration.
 *
 * @param key the key's path, as {@code modem[1].baud}; may be empty
 * @param text what is wrong, and what is allowed
 */
public record ConfigProblem(ConfigPlace place, String key, String text) {
    /** In the order of the file. */
    static final Comparator<ConfigProblem> BY_PLACE =
            Comparator.comparingInt((ConfigProblem problem) -> problem.place.line()).thenComparingInt(problem -> problem.place.column());

    /** As {@code softclick.toml:3:1: modem[1].baud: '12' is no line rate ...}. */
    public String in(Path file) {
        String where = place.toString();
        return file + ":" + where + " " + (key.isEmpty() ? "" : key + ": ") + text;
    }
}
