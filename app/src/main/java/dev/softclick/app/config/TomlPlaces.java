package dev.softclick.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of a TOML file stand. Jackson gives the values without their places; this gives the places without their values, of a file that
 * Jackson has found good.
 */
final class TomlPlaces {
    private final String text;
    private final Map<String, ConfigPlace> places = new HashMap<>();

    /** How many tables each array of tables has so far. */
    private final Map<String, Integer> arrays = new HashMap<>();

    /** The first key that stands there twice. */
    private @Nullable ConfigProblem twice;

    private int at;
    private int line = 1;
    private int lineStart;

    private TomlPlaces(String text) {
        this.text = text;
    }

    static TomlPlaces of(String text) {
        TomlPlaces found = new TomlPlaces(text);
        found.document();
        return found;
    }

    /** Where the key of that path stands, as {@code modem[1].port}: tables of an array are counted from 1. */
    ConfigPlace place(String path) {
        return places.getOrDefault(path, ConfigPlace.UNKNOWN);
    }

    /** The first key that stands there twice: Jackson does not say which. */
    Optional<ConfigProblem> twice() {
        return Optional.ofNullable(twice);
    }

    private void document() {
        String table = "";
        for (skipBlank(); at < text.length(); skipBlank()) {
            ConfigPlace place = new ConfigPlace(line, at - lineStart + 1);
            if (text.startsWith("[[", at)) {
                at += 2;
                String array = resolved(key(']'));
                table = array + "[" + arrays.merge(array, 1, Integer::sum) + "]";
                places.putIfAbsent(array, place);
                places.putIfAbsent(table, place);
                at += 2;
            } else if (peek() == '[') {
                at++;
                table = resolved(key(']'));
                places.putIfAbsent(table, place);
                at++;
            } else {
                entry(table);
            }
        }
    }

    private void entry(String table) {
        ConfigPlace place = new ConfigPlace(line, at - lineStart + 1);
        String path = table;
        boolean known = false;
        for (String part : key('=')) {
            path = path.isEmpty() ? part : path + "." + part;
            known = places.putIfAbsent(path, place) != null;
        }
        if (known && twice == null) {
            twice = new ConfigProblem(place, path, "this stands there twice");
        }
        at++;
        skipBlank();
        value(path);
    }

    /** The path of a header: what goes through an array of tables means the last of them. */
    private String resolved(List<String> parts) {
        String path = "";
        for (int i = 0; i < parts.size(); i++) {
            path = path.isEmpty() ? parts.get(i) : path + "." + parts.get(i);
            Integer last = arrays.get(path);
            path += last != null && i < parts.size() - 1 ? "[" + last + "]" : "";
        }
        return path;
    }

    /** A dotted key; ends at {@code end}, which stays. */
    private List<String> key(char end) {
        List<String> parts = new ArrayList<>();
        while (at < text.length() && peek() != end) {
            char c = peek();
            if (c == '"' || c == '\'') {
                int start = at + 1;
                string();
                parts.add(text.substring(start, at - 1));
            } else if (c == '.' || Character.isWhitespace(c)) {
                next();
            } else {
                int start = at;
                while (at < text.length() && peek() != end && peek() != '.' && !Character.isWhitespace(peek())) {
                    at++;
                }
                parts.add(text.substring(start, at));
            }
        }
        return parts;
    }

    private void value(String path) {
        switch (peek()) {
            case '"', '\'' -> string();
            case '[' -> array(path);
            case '{' -> inlineTable(path);
            default -> {
                while (at < text.length() && ",]}#\n".indexOf(peek()) < 0) {
                    at++;
                }
            }
        }
    }

    private void array(String path) {
        at++;
        for (skipBlank(); at < text.length() && peek() != ']'; skipBlank()) {
            if (peek() == ',') {
                at++;
            } else {
                value(path);
            }
        }
        at++;
    }

    private void inlineTable(String path) {
        at++;
        for (skipBlank(); at < text.length() && peek() != '}'; skipBlank()) {
            if (peek() == ',') {
                at++;
            } else {
                entry(path);
            }
        }
        at++;
    }

    private void string() {
        char quote = peek();
        String three = String.valueOf(quote).repeat(3);
        boolean lines = text.startsWith(three, at);
        at += lines ? 3 : 1;
        while (at < text.length() && !(lines ? text.startsWith(three, at) : peek() == quote)) {
            if (quote == '"' && peek() == '\\') {
                next();
            }
            next();
        }
        at += lines ? 3 : 1;
        // Up to two quotes may stand before the closing three.
        while (lines && peek() == quote) {
            at++;
        }
    }

    private void skipBlank() {
        while (at < text.length() && (Character.isWhitespace(peek()) || peek() == '#' || peek() == '\uFEFF')) {
            if (peek() == '#') {
                while (at < text.length() && peek() != '\n') {
                    at++;
                }
            } else {
                next();
            }
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void next() {
        if (peek() == '\n') {
            line++;
            lineStart = at + 1;
        }
        at++;
    }
}
