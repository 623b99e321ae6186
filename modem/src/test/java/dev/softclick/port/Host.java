package dev.softclick.port;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The other end of a line, as a program that blocks. */
interface Host extends AutoCloseable {
    void write(byte[] bytes);

    /** What is there, at least one byte, -1 at the end. */
    int read(byte[] into);

    @Override
    void close();

    default void write(String text) {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes on a thread of its own. */
    default CompletableFuture<Void> writeMeanwhile(byte[] bytes) {
        return onThread(() -> {
            write(bytes);
            return null;
        });
    }

    default byte[] readExactly(int count) {
        CompletableFuture<byte[]> all = onThread(() -> {
            byte[] bytes = new byte[count];
            byte[] some = new byte[8192];
            for (int have = 0; have < count; ) {
                int got = read(some.length <= count - have ? some : (some = new byte[count - have]));
                if (got < 0) {
                    throw new IOException("end after " + have + " bytes of " + count);
                }
                System.arraycopy(some, 0, bytes, have, got);
                have += got;
            }
            return bytes;
        });
        return all.orTimeout(120, TimeUnit.SECONDS).join();
    }

    default String readText(int count) {
        return new String(readExactly(count), StandardCharsets.ISO_8859_1);
    }

    private static <T> CompletableFuture<T> onThread(java.util.concurrent.Callable<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("test-host").start(() -> {
            try {
                done.complete(task.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    static Host terminal(String path) {
        try {
            RandomAccessFile file = new RandomAccessFile(path, "rw");
            return of(file::write, file::read, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Host socket(Socket socket) {
        try {
            return streams(socket.getInputStream(), socket.getOutputStream(), socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Host streams(InputStream in, OutputStream out, Closeable both) {
        return of(
                bytes -> {
                    out.write(bytes);
                    out.flush();
                },
                in::read,
                both);
    }

    interface Writes {
        void write(byte[] bytes) throws IOException;
    }

    interface Reads {
        int read(byte[] into) throws IOException;
    }

    static Host of(Writes writes, Reads reads, Closeable closes) {
        return new Host() {
            @Override
            public void write(byte[] bytes) {
                try {
                    writes.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public int read(byte[] into) {
                try {
                    return reads.read(into);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                try {
                    closes.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
