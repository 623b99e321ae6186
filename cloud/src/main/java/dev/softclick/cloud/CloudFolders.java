package dev.softclick.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Where a cloud keeps its state below a home.
 *
 * @param home the home folder of the user's state
 */
record CloudFolders(Path home) {
    Path root() {
        return home.resolve("cloud");
    }

    Path authority() {
        return root().resolve("ca");
    }

    Path operator() {
        return root().resolve("operator");
    }

    /** Held while a cloud of this home runs. */
    Path lock() {
        return root().resolve("lock");
    }

    /** The port of the running cloud, as decimal text; stale when the lock is free. */
    Path endpoint() {
        return root().resolve("endpoint");
    }

    OptionalInt readPort() throws IOException {
        try {
            return OptionalInt.of(Integer.parseInt(Files.readString(endpoint()).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
