package dev.softclick.sim;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A lock file that is held for a moment, among threads and processes. */
final class BriefLock implements AutoCloseable {
    /** How long another one may hold it: a process that was stopped in the middle must not stop a modem. */
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(1);
    /** What this process holds, since the operating system keeps these locks per process. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private BriefLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws IOException when another one has it all the time, or the file can't be made */
    static BriefLock take(Path lock) throws IOException {
        Path file = lock.toAbsolutePath().normalize();
        for (long waited = 0; waited < PATIENCE.toNanos(); waited += POLL.toNanos()) {
            if (HELD.add(file)) {
                boolean taken = false;
                FileChannel channel = null;
                try {
                    channel = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    if (channel.tryLock() != null) {
                        taken = true;
                        return new BriefLock(file, channel);
                    }
                } finally {
                    if (!taken) {
                        if (channel != null) {
                            channel.close();
                        }
                        HELD.remove(file);
                    }
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IOException("another process holds " + file);
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
