package dev.softclick.testing.transcript;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Sets up a serial device by stty of POSIX, which knows every kernel's own ways. */
final class RawDevice {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** As much of its complaint as is read, in bytes. */
    private static final int COMPLAINT_BYTES = 500;

    private RawDevice() {}

    /**
     * Raw, that speed, 8N1, no flow control, no carrier needed, no hang-up on close.
     *
     * @throws IOException with one line when the device can't be set up so
     */
    static void make(Path device, int baud) throws IOException {
        String flag = System.getProperty("os.name", "").startsWith("Mac") ? "-f" : "-F";
        Process stty;
        try {
            stty = new ProcessBuilder(
                            "stty", flag, device.toString(), "raw", "-echo", "clocal", "cs8", "-parenb", "-cstopb", "-ixon", "-ixoff", "-hupcl",
                            Integer.toString(baud))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            if (Files.isSameFile(device.toRealPath().getParent(), Path.of("/dev/pts"))) {
                return; // raw already, as a modem of ours leaves it
            }
            throw new IOException(device + ": the program stty is needed to set it up", e);
        }
        try {
            stty.getOutputStream().close();
            if (!stty.waitFor(PATIENCE)) {
                throw new IOException(device + ": it can't be set up: stty does not end");
            }
            if (stty.exitValue() != 0) {
                String complaint = new String(stty.getInputStream().readNBytes(COMPLAINT_BYTES), StandardCharsets.UTF_8).strip();
                throw new IOException(device + ": it can't be set up for " + baud + " baud: " + complaint.lines().findFirst().orElse("stty failed"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            stty.destroyForcibly();
        }
    }
}
