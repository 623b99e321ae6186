package dev.softclick.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A SIM in use by one modem, until it is closed or the process ends. The file {@code lock} in its folder names the process. */
public final class SimLock implements AutoCloseable {
    private static final String NAME = "lock";
    /** The longest process number, in digits, and a line end. */
    private static final int MAX_PID_BYTES = 21;
    /**
     * What this process holds. The one piece of static state here, since the operating system keeps these locks per process, too: a second
     * look at the file from the same process would succeed, and closing it would drop the lock of the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path sim;
    private final FileChannel channel;
    private boolean closed;

    private SimLock(Path sim, FileChannel channel) {
        this.sim = sim;
        this.channel = channel;
    }

    static Checked<SimLock> take(Path folder) {
        Path sim;
        try {
            sim = folder.toRealPath();
        } catch (IOException e) {
            return Checked.faulty(SimFault.Reason.ABSENT, folder + ": there is no SIM");
        }
        if (!HELD.add(sim)) {
            return inUse(folder, "by another modem of this process");
        }
        boolean held = false;
        try {
            Path file = sim.resolve(NAME);
            FileChannel channel = PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    return inUse(folder, "by " + holder(file));
                }
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
                held = true;
                return Checked.sound(new SimLock(sim, channel));
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            return Checked.faulty(SimFault.Reason.UNWRITABLE, folder + ": can't be locked: " + FileBytes.words(e));
        } finally {
            if (!held) {
                HELD.remove(sim);
            }
        }
    }

    private static String holder(Path file) throws IOException {
        if (Files.size(file) <= MAX_PID_BYTES) {
            String pid = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (LuhnDigit.isDigits(pid, 1, MAX_PID_BYTES)) {
                return "process " + pid;
            }
        }
        return "another process";
    }

    private static Checked<SimLock> inUse(Path folder, String by) {
        return Checked.faulty(SimFault.Reason.IN_USE, folder + ": the SIM is in use " + by);
    }

    /** Gives the SIM free. The file stays: to delete it would let two processes lock two files of one name. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone, and the lock with it.
        } finally {
            HELD.remove(sim);
        }
    }
}
