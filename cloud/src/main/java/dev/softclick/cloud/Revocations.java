package dev.softclick.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Serial numbers that are refused for good, one a line in {@code home/cloud/ca/revoked}. */
final class Revocations {
    private final Path file;
    private final Set<String> serials = ConcurrentHashMap.newKeySet();

    Revocations(CloudFolders folders) throws IOException {
        this.file = folders.authority().resolve("revoked");
        if (Files.exists(file)) {
            Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).forEach(serials::add);
        }
    }

    /** In force before it is on the disk. */
    synchronized void add(String serial) throws IOException {
        serials.add(serial);
        AtomicFile.write(file, String.join("\n", new TreeSet<>(serials)) + "\n");
    }

    boolean contains(String serial) {
        return serials.contains(serial);
    }
}
