package dev.softclick.flood;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** A host's end as it is, with a thread that reads all that comes, unless it is told not to. */
final class RawHost implements Closeable {
    private static final int TAIL_BYTES = 64;

    private final InputStream in;
    private final OutputStream out;
    private final Closeable both;
    private final AtomicLong answered = new AtomicLong();
    private volatile String tail = "";

    RawHost(InputStream in, OutputStream out, Closeable both) {
        this.in = in;
        this.out = out;
        this.both = both;
    }

    static RawHost device(Path path) throws IOException {
        FileOutputStream out = new FileOutputStream(path.toFile());
        FileInputStream in = new FileInputStream(path.toFile());
        return new RawHost(in, out, () -> {
            in.close();
            out.close();
        });
    }

    static RawHost socket(Socket socket) throws IOException {
        return new RawHost(socket.getInputStream(), socket.getOutputStream(), socket);
    }

    void readAll() {
        Thread.ofPlatform().daemon().name("test-flood-reader").start(() -> {
            byte[] some = new byte[65_536];
            try {
                int got;
                while ((got = in.read(some)) >= 0) {
                    answered.addAndGet(got);
                    String text = tail + new String(some, 0, got, StandardCharsets.ISO_8859_1);
                    tail = text.substring(Math.max(0, text.length() - TAIL_BYTES));
                }
            } catch (IOException e) {
                tail = "gone";
            }
        });
    }

    long answered() {
        return answered.get();
    }

    /** The last that was read. */
    String tail() {
        return tail;
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    int read() throws IOException {
        return in.read();
    }

    @Override
    public void close() throws IOException {
        both.close();
    }
}
