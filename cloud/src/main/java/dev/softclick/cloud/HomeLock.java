package dev.softclick.cloud;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock file that tells processes, and the clouds within one process, apart. A killed process lets go of it; that is why it, and not the presence
 * of a file, says that a cloud runs.
 */
final class HomeLock implements AutoCloseable {
    /**
     * Locks held by this process. The operating system gives a lock up when any descriptor of the file is closed by the process that holds it, so a
     * file that is locked here must not even be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Between two looks at a lock that somebody else holds. */
    private static final Duration POLL = Duration.ofMillis(10);

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock; nothing when somebody has it. */
    static Optional<HomeLock> tryTake(Path lockFile) throws IOException {
        Path file = lockFile.resolveSibling(".").toRealPath().resolve(lockFile.getFileName());
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            taken = channel.tryLock() != null;
            return taken ? Optional.of(new HomeLock(file, channel)) : Optional.empty();
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(file);
            }
        }
    }

    /**
     * Waits for the lock.
     *
     * @throws IOException when nobody let go of it within {@code patience}
     */
    static HomeLock take(Path lockFile, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<HomeLock> lock = tryTake(lockFile);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("another process holds " + lockFile + " for more than " + patience.toMillis() + " ms");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
