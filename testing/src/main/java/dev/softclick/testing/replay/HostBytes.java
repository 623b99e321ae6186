package dev.softclick.testing.replay;

import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A port as a thread uses it that may wait: bytes of the host to take, bytes for it to give. */
final class HostBytes implements PortListener {
    /** Pieces that wait; the port is not read from half of that on, and what it has read already still fits. */
    private static final int MAX_WAITING = 1024;

    private static final byte[] END = {};

    private final Port port;
    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Semaphore drained = new Semaphore(0);
    private volatile boolean ended;

    HostBytes(Port port) {
        this.port = port;
    }

    void open() throws IOException {
        port.open(this);
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        if (length > 0 && waiting.offer(Arrays.copyOfRange(bytes, offset, offset + length)) && waiting.size() > MAX_WAITING / 2) {
            port.reading(false);
        }
    }

    @Override
    public void drained() {
        drained.release();
    }

    @Override
    public void ended(@Nullable IOException reason) {
        ended = true;
        drained.release();
        boolean _ = waiting.offer(END);
    }

    /** The next bytes of the host, or null when none came in that time. */
    byte @Nullable [] take(Duration patience) throws IOException, InterruptedException {
        byte[] bytes = waiting.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        if (bytes == null ? ended : bytes.length == 0) {
            throw new IOException("the port has ended");
        }
        if (waiting.size() < MAX_WAITING / 4) {
            port.reading(true);
        }
        return bytes;
    }

    /** Gives bytes to the host, and waits until they have left, for at most that time. */
    void give(byte[] bytes, Duration patience) throws IOException, InterruptedException {
        if (!port.write(bytes) && !drained.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("the host takes nothing");
        }
        if (ended) {
            throw new IOException("the port has ended");
        }
    }
}
