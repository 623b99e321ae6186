package dev.softclick.testing.transcript;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A modem's port as a host has it open: a device, a pseudo terminal or a TCP connection, in real time. What arrives is taken in by a thread of its own
 * ("softclick-host"), so that its times are right.
 */
public final class HostLine implements TranscriptLine {
    /** What {@link #open} takes, for help and messages. */
    public static final String ALLOWED = "/dev/DEVICE, pty:LINK or tcp:HOST:PORT";

    /** Pieces that wait to be taken; beyond it the sender is held up. */
    private static final int MAX_WAITING = 4096;

    private static final int READ_BYTES = 8192;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** A line that takes nothing for so long, beyond the time the bytes need, is stuck. */
    private static final Duration STUCK = Duration.ofSeconds(10);

    /** What clocks and schedulers may add (docs/transcripts.md). */
    public static final Duration USUAL_TOLERANCE = Duration.ofMillis(20);

    private static final Duration QUIET_TIME = Duration.ofMillis(100);
    private static final int BITS_A_BYTE = 10;
    private static final byte[] END = {};

    private final ReadableByteChannel in;
    private final WritableByteChannel out;
    private final int baud;
    private final ArrayBlockingQueue<Chunk> arrived = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread reader;
    private @Nullable String gone;
    private volatile boolean closed;
    private volatile Duration tolerance = USUAL_TOLERANCE;

    private HostLine(ReadableByteChannel in, WritableByteChannel out, int baud) {
        this.in = in;
        this.out = out;
        this.baud = baud;
        reader = Thread.ofPlatform().daemon().name("softclick-host").start(this::read);
    }

    /**
     * Opens a port as its host. A device is made raw, at {@code baud}, 8N1, without flow control.
     *
     * @param address as {@link #ALLOWED} has it
     * @param baud line rate in bits a second; also what times are judged by
     * @throws IOException with one line in plain words when it can't be had
     */
    public static HostLine open(String address, int baud) throws IOException {
        if (address.startsWith("tcp:")) {
            SocketChannel socket = connect(address);
            return new HostLine(socket, socket, baud);
        }
        Path device = Path.of(address.startsWith("pty:") ? address.substring(4) : address);
        if (address.isEmpty() || Files.isDirectory(device) || !address.startsWith("pty:") && !device.isAbsolute()) {
            throw new IOException("'" + address + "' is no port: use " + ALLOWED);
        }
        if (!Files.exists(device)) {
            throw new IOException(device + ": there is no such port");
        }
        // A pseudo terminal would take the visit of stty for a host that has left; a real line may not open before stty has set it up.
        boolean pseudo = device.toRealPath().startsWith("/dev/pts");
        if (!pseudo) {
            RawDevice.make(device, baud);
        }
        // Two channels: one that reads would keep the other waiting.
        FileChannel reading = FileChannel.open(device, StandardOpenOption.READ);
        FileChannel writing = null;
        boolean done = false;
        try {
            writing = FileChannel.open(device, StandardOpenOption.WRITE);
            if (pseudo) {
                RawDevice.make(device, baud);
            }
            done = true;
            return new HostLine(reading, writing, baud);
        } finally {
            if (!done) {
                reading.close();
                if (writing != null) {
                    writing.close();
                }
            }
        }
    }

    private static SocketChannel connect(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        String host = colon > 4 ? address.substring(4, colon).replaceAll("^\\[|]$", "") : "";
        String port = address.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IOException("'" + address + "' is no port: use " + ALLOWED);
        }
        SocketChannel socket = SocketChannel.open();
        boolean done = false;
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.socket().connect(new InetSocketAddress(host, Integer.parseInt(port)), (int) CONNECT_TIMEOUT.toMillis());
            done = true;
            return socket;
        } catch (SocketTimeoutException e) {
            throw new IOException(address + ": no answer", e);
        } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
            throw new IOException(address + ": " + (e.getMessage() == null ? "no such host" : e.getMessage()), e);
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        try {
            while (!closed) {
                int got = in.read(buffer.clear());
                if (got < 0) {
                    break;
                }
                if (got > 0) {
                    arrived.put(new Chunk(System.nanoTime(), Arrays.copyOf(buffer.array(), got)));
                }
            }
            arrived.put(new Chunk(System.nanoTime(), END));
        } catch (IOException e) {
            boolean _ = arrived.offer(new Chunk(System.nanoTime(), END));
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        CompletableFuture<Void> stuck = CompletableFuture.runAsync(
                this::close, CompletableFuture.delayedExecutor(STUCK.plus(lineTime(bytes.length)).toMillis(), TimeUnit.MILLISECONDS));
        try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
        } catch (IOException e) {
            throw new IOException(closed ? "the port takes nothing" : "the port is gone", e);
        } finally {
            stuck.cancel(false);
        }
    }

    @Override
    public @Nullable Chunk receive(long until) throws IOException {
        if (gone != null) {
            throw new IOException(gone);
        }
        Chunk chunk;
        try {
            chunk = arrived.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (chunk != null && chunk.bytes().length == 0) {
            gone = "the port is gone";
            throw new IOException(gone);
        }
        return chunk;
    }

    /** Forgets what comes up to a time of quiet: what an earlier host left. */
    public void forgetUnread() throws IOException {
        Chunk chunk = receive(now() + QUIET_TIME.toNanos());
        for (int pieces = 0; chunk != null && pieces < MAX_WAITING; pieces++) {
            chunk = receive(now() + QUIET_TIME.toNanos());
        }
    }

    /** Takes another tolerance, for machines that are slow to look. */
    public HostLine withTolerance(Duration other) {
        tolerance = other;
        return this;
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public Duration tolerance(int bytes) {
        return tolerance.plus(lineTime(bytes));
    }

    private Duration lineTime(int bytes) {
        return Duration.ofNanos((long) bytes * BITS_A_BYTE * 1_000_000_000L / baud);
    }

    @Override
    public Duration quietTime() {
        return QUIET_TIME;
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        try (in; out) {
            // both, whatever the first says
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
