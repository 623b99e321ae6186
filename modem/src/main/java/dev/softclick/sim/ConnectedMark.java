package dev.softclick.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The file {@code connected} of a SIM: the number of the generation that the cloud last took, and a line end. Written only when the number changes: a
 * link that comes and goes for years wears no flash memory.
 */
final class ConnectedMark {
    private static final String NAME = "connected";
    /** 18 digits and a line end. */
    private static final int MAX_BYTES = 19;

    private final Path file;

    ConnectedMark(Path sim) {
        this.file = sim.resolve(NAME);
    }

    /** The number; nothing when there is none yet, or the file is not what was written. */
    OptionalLong read() {
        if (!Files.isRegularFile(file) || !(FileBytes.read(file, MAX_BYTES) instanceof Checked.Sound<byte[]>(byte[] bytes))) {
            return OptionalLong.empty();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // The line end says that no digit is missing.
        String digits = text.endsWith("\n") ? text.substring(0, text.length() - 1) : "";
        return LuhnDigit.isDigits(digits, 1, MAX_BYTES - 1) ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** What is done to files. */
    interface Action {
        void run() throws IOException;
    }

    /** Remembers it, if it is complete on the SIM still: in one step and down to the disk. */
    void write(KeyFolder folder) throws IOException {
        if (read().orElse(0) != folder.generation()) {
            try (BriefLock _ = lock()) {
                if (folder.isComplete()) {
                    PrivateFiles.replace(file, (folder.generation() + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
    }

    /** Does it, unless the number is this one, and keeps it from becoming this one meanwhile; tells whether it was done. */
    boolean unlessTaken(long generation, Action action) throws IOException {
        try (BriefLock _ = lock()) {
            boolean taken = read().orElse(0) == generation;
            if (!taken) {
                action.run();
            }
            return !taken;
        }
    }

    private BriefLock lock() throws IOException {
        return BriefLock.take(file.resolveSibling(NAME + ".lock"));
    }
}
