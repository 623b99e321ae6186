package dev.softclick.testing;

import dev.softclick.cloud.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The local cloud of all tests of a JVM, in a home that is thrown away with it. */
final class SharedCloud implements AutoCloseable {
    private final Path home;
    private final LocalCloud cloud;

    private SharedCloud(Path home, LocalCloud cloud) {
        this.home = home;
        this.cloud = cloud;
    }

    static SharedCloud start() {
        try {
            Path home = Files.createTempDirectory("softclick-test-");
            return new SharedCloud(home, LocalCloud.in(home).port(0).start());
        } catch (IOException failed) {
            throw new UncheckedIOException("the local cloud did not come up: " + failed.getMessage(), failed);
        }
    }

    Path home() {
        return home;
    }

    LocalCloud cloud() {
        return cloud;
    }

    @Override
    public void close() throws IOException {
        cloud.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
