package dev.softclick.benchmarks.line;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A host program: writes, and reads until it has seen what it waits for. Counts every byte. One thread's. */
public final class Host implements AutoCloseable {
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;
    private long sent;
    private long received;

    private Host(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** On a raw device. */
    public static Host device(Path path) throws IOException {
        return new Host(new FileInputStream(path.toFile()), new FileOutputStream(path.toFile()));
    }

    static Host tcp(int port) throws IOException {
        return socket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), true);
    }

    static Host unix(Path path) throws IOException {
        return socket(UnixDomainSocketAddress.of(path), false);
    }

    private static Host socket(SocketAddress address, boolean tcp) throws IOException {
        SocketChannel socket = SocketChannel.open(address);
        if (tcp) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return new Host(Channels.newInputStream(socket), Channels.newOutputStream(socket));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        sent += bytes.length;
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** As the line takes it, on another thread; what is answered can be read meanwhile. */
    CompletableFuture<Void> sendMeanwhile(byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                send(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The next byte. */
    int read() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(buffer);
            if (end < 0) {
                end = 0;
                throw new IOException("the line has ended");
            }
            received += end;
        }
        return buffer[at++] & 0xff;
    }

    /** Reads exactly this, or fails. */
    public void expect(String answer) throws IOException {
        for (int i = 0; i < answer.length(); i++) {
            int seen = read();
            if (seen != answer.charAt(i)) {
                throw new IOException("expected '" + answer.strip() + "', saw '" + (char) seen + "' at its byte " + i);
            }
        }
    }

    /** A command and all it is answered, echo off. */
    public void ask(String command, String answer) throws IOException {
        send(command + "\r");
        expect(answer);
    }

    /** Echo off, whatever state the line is in. */
    void begin() throws IOException {
        send("ATE0\r");
        expect("ATE0\r\r\nOK\r\n");
    }

    /** Bytes that went over the line so far, both ways together. */
    long bytesOnTheLine() {
        return sent + received;
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
