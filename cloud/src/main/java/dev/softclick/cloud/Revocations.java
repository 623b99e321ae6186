package dev.softclick.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Serial numbers that are refused for good, one a line in {@code home/cloud/ca/revoked}. Several processes may add some; none is ever taken away. */
final class Revocations {
    /** How often a running cloud looks whether another process has added some. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;
    private final Path lock;
    private final Set<String> serials = ConcurrentHashMap.newKeySet();
    private @Nullable Version last;

    /** The file as it was read: it is always replaced, so one of these changes with it. */
    private record Version(FileTime time, long size, @Nullable Object inode) {}

    Revocations(CloudFolders folders) throws IOException {
        this.file = folders.authority().resolve("revoked");
        this.lock = folders.authority().resolve("lock");
        look();
    }

    /** In force before it is on the disk. */
    synchronized void add(String serial) throws IOException {
        serials.add(serial);
        try (HomeLock _ = HomeLock.take(lock, PATIENCE)) {
            serials.addAll(written());
            AtomicFile.write(file, String.join("\n", new TreeSet<>(serials)) + "\n");
        }
    }

    /** Reads what others have added meanwhile, if the file has changed; gives what is new. */
    synchronized Set<String> look() throws IOException {
        Version now = version();
        if (now == null || now.equals(last)) {
            return Set.of();
        }
        Set<String> added = new HashSet<>(written());
        last = now;
        added.removeAll(serials);
        serials.addAll(added);
        return added;
    }

    private @Nullable Version version() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private List<String> written() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).toList()
                : List.of();
    }

    boolean contains(String serial) {
        return serials.contains(serial);
    }
}
