package dev.softclick.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads a TOML file (version 1.0) as somebody asks for its keys. */
public final class ConfigFile {
    /** Longest file, in bytes. */
    static final int MAX_LENGTH = 1 << 20;

    private ConfigFile() {}

    /**
     * Reads it.
     *
     * @param reader asks for all keys there are; what it gives counts only when no mistake was found
     * @throws IOException when the file can't be read
     */
    public static <T> ConfigReading<T> read(Path file, Function<ConfigTable, T> reader) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is " + (Files.isDirectory(file) ? "a directory" : "no file") + ": give the path of a TOML file");
        }
        if (Files.size(file) > MAX_LENGTH) {
            return faulty(ConfigPlace.UNKNOWN, "is longer than " + MAX_LENGTH + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return faulty(ConfigPlace.UNKNOWN, "is no UTF-8");
        }
        return read(text, reader);
    }

    /**
     * A path of a file, meant from the folder that it lies in.
     *
     * @throws IllegalArgumentException with one line when there is none
     */
    public static Path path(Path folder, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("this is empty: give a path");
        }
        return folder.resolve(text).normalize();
    }

    static <T> ConfigReading<T> read(String text, Function<ConfigTable, T> reader) {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(text);
        } catch (JacksonException e) {
            String why = String.valueOf(e.getOriginalMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
            Optional<ConfigProblem> twice = why.contains("Duplicate key") ? TomlPlaces.of(text).twice() : Optional.empty();
            if (twice.isPresent()) {
                return new ConfigReading.Faulty<>(List.of(twice.get()));
            }
            TokenStreamLocation where = e.getLocation();
            ConfigPlace place = where == null ? ConfigPlace.UNKNOWN : new ConfigPlace(where.getLineNr(), where.getColumnNr());
            return faulty(place, "this is no TOML: " + why);
        }
        List<ConfigProblem> problems = new ArrayList<>();
        T value = reader.apply(new ConfigTable(root, "", TomlPlaces.of(text), problems));
        return problems.isEmpty() ? new ConfigReading.Sound<>(value) : new ConfigReading.Faulty<>(problems);
    }

    private static <T> ConfigReading<T> faulty(ConfigPlace place, String text) {
        return new ConfigReading.Faulty<>(List.of(new ConfigProblem(place, "", text)));
    }
}
