package dev.softclick.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A host program on a PTY: writes, and reads until it has seen what it waits for. Counts every byte. */
final class Host implements AutoCloseable {
    private final RandomAccessFile device;
    private final byte[] buffer = new byte[4096];
    private long sent;
    private long received;

    Host(Path path) throws IOException {
        device = new RandomAccessFile(path.toFile(), "rw");
    }

    void send(byte[] bytes) throws IOException {
        device.write(bytes);
        sent += bytes.length;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes on a thread of its own, as much as the line takes. */
    Thread sendMeanwhile(byte[] bytes) {
        sent += bytes.length;
        return Thread.ofPlatform().daemon().name("bench-host").start(() -> {
            try {
                device.write(bytes);
            } catch (IOException e) {
                // The line was closed before it had taken everything: whoever counts on it reads the answers.
            }
        });
    }

    /** Reads until exactly {@code count} bytes came. */
    String read(int count) throws IOException {
        int at = 0;
        while (at < count) {
            int more = device.read(buffer, at, count - at);
            if (more < 0) {
                throw new IOException("the line has ended");
            }
            at += more;
        }
        received += count;
        return new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** Reads exactly this, or fails. */
    void expect(String answer) throws IOException {
        String seen = read(answer.length());
        if (!seen.equals(answer)) {
            throw new IOException("expected " + answer.strip() + ", saw " + seen.strip());
        }
    }

    /** Bytes that went over the line so far, both ways together. */
    long bytesOnTheLine() {
        return sent + received;
    }

    @Override
    public void close() throws IOException {
        device.close();
    }
}
