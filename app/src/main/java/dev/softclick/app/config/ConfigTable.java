package dev.softclick.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A table of a configuration, as its reader asks for it. What is wrong is noted, and then counts as absent; so one reading finds all mistakes. At the
 * end {@link #close} finds the keys that nobody asked for.
 */
public final class ConfigTable implements AutoCloseable {
    private final JsonNode node;
    private final String path;
    private final TomlPlaces places;
    private final List<ConfigProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    ConfigTable(JsonNode node, String path, TomlPlaces places, List<ConfigProblem> problems) {
        this.node = node;
        this.path = path;
        this.places = places;
        this.problems = problems;
    }

    /** Notes a mistake about one of its keys. */
    public void wrong(String key, String text) {
        String full = full(key);
        ConfigPlace place = places.place(full);
        problems.add(new ConfigProblem(place.equals(ConfigPlace.UNKNOWN) ? places.place(path) : place, full, text));
    }

    /** Whether the key is there, be it right or wrong. */
    public boolean has(String key) {
        return value(key) != null;
    }

    /** As {@link #value}, of what is text even where it looks like a number: a name, a path. */
    public <T> Optional<T> text(String key, String allowed, Function<String, T> parse) {
        return bareNumber(key, allowed) ? Optional.empty() : value(key, allowed, parse);
    }

    /** As {@link #values}, of texts. */
    public <T> List<T> texts(String key, String allowed, Function<String, T> parse) {
        return bareNumber(key, allowed) ? List.of() : values(key, allowed, parse);
    }

    private boolean bareNumber(String key, String allowed) {
        JsonNode value = value(key);
        boolean number = value != null && (value.isIntegralNumber() || value.isArray() && value.valueStream().anyMatch(JsonNode::isIntegralNumber));
        if (number) {
            wrong(key, "use " + allowed + ", in quotes");
        }
        return number;
    }

    /**
     * A value that is written as text, or as a number where that is as clear.
     *
     * @param allowed what may stand there, for who wrote something else
     * @param parse throws IllegalArgumentException with one line about a text that it does not take
     */
    public <T> Optional<T> value(String key, String allowed, Function<String, T> parse) {
        JsonNode value = value(key);
        return value == null ? Optional.empty() : parsed(key, value, allowed, parse);
    }

    /** As {@link #value}, several in an array, or one by itself; an empty array is a mistake. */
    public <T> List<T> values(String key, String allowed, Function<String, T> parse) {
        JsonNode value = value(key);
        if (value == null) {
            return List.of();
        }
        List<T> parsed = new ArrayList<>();
        if (!value.isArray()) {
            parsed(key, value, allowed, parse).ifPresent(parsed::add);
        } else if (value.isEmpty()) {
            wrong(key, "this is empty: use " + allowed);
        } else {
            value.forEach(each -> parsed(key, each, allowed, parse).ifPresent(parsed::add));
        }
        return parsed;
    }

    /** Notes it when the key is not there; gives back its value. */
    public <T> Optional<T> required(String key, String allowed, Optional<T> value) {
        if (value.isEmpty() && !has(key)) {
            wrong(key, "this is missing: " + allowed);
        }
        return value;
    }

    /** True or false; absent is empty. */
    public Optional<Boolean> flag(String key) {
        JsonNode value = value(key);
        if (value == null || value.isBoolean()) {
            return Optional.ofNullable(value).map(JsonNode::booleanValue);
        }
        wrong(key, "use true or false");
        return Optional.empty();
    }

    /** A table within it. */
    public Optional<ConfigTable> table(String key) {
        JsonNode value = value(key);
        if (value == null || value.isObject()) {
            return Optional.ofNullable(value).map(table -> new ConfigTable(table, full(key), places, problems));
        }
        wrong(key, "this is a table: write [" + full(key).replaceAll("\\[\\d+]", "") + "] and its keys below");
        return Optional.empty();
    }

    /** The tables of an array. */
    public List<ConfigTable> tables(String key) {
        JsonNode value = value(key);
        List<ConfigTable> tables = new ArrayList<>();
        if (value != null && (!value.isArray() || value.valueStream().anyMatch(each -> !each.isObject()))) {
            wrong(key, "these are tables, one for each: write [[" + key + "]] with two brackets, and its keys below");
        } else if (value != null) {
            for (int i = 0; i < value.size(); i++) {
                tables.add(new ConfigTable(value.get(i), full(key) + "[" + (i + 1) + "]", places, problems));
            }
        }
        return tables;
    }

    /** All its keys, each parsed by its own name; for tables whose keys are no fixed words. */
    public <T> Map<String, T> entries(String allowed, EntryParser<T> parse) {
        Map<String, T> entries = new LinkedHashMap<>();
        for (String key : node.propertyNames()) {
            value(key, allowed, text -> parse.parse(key, text)).ifPresent(value -> entries.put(key, value));
        }
        return entries;
    }

    /** Reads one entry of a table. */
    @FunctionalInterface
    public interface EntryParser<T> {
        /**
         * Reads it.
         *
         * @throws IllegalArgumentException with one line about what it does not take
         */
        T parse(String key, String text);
    }

    /** Finds the keys that nobody asked for. */
    @Override
    public void close() {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                wrong(key, "there is no such key; " + CloseWord.of(key, known)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("there are " + String.join(", ", known)));
            }
        }
    }

    private @Nullable JsonNode value(String key) {
        known.add(key);
        return node.get(key);
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private <T> Optional<T> parsed(String key, JsonNode value, String allowed, Function<String, T> parse) {
        if (!value.isString() && !value.isIntegralNumber()) {
            wrong(key, "use " + allowed);
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value.asString()));
        } catch (IllegalArgumentException e) {
            wrong(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}
