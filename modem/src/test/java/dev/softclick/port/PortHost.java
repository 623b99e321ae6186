package dev.softclick.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The other end of a line, held by another port, which takes bytes while they are read and no others. */
final class PortHost implements Host, PortListener {
    private final Port port;
    private final java.util.concurrent.LinkedBlockingQueue<byte[]> arrived = new java.util.concurrent.LinkedBlockingQueue<>();
    private final Semaphore left = new Semaphore(0);
    private byte[] some = {};
    private int taken;

    PortHost(Port port) {
        this.port = port;
        try {
            port.open(this);
            port.reading(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void received(byte[] bytes, int offset, int length) {
        arrived.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void drained() {
        left.release();
    }

    @Override
    public void ended(@Nullable IOException reason) {}

    @Override
    public void write(byte[] bytes) {
        if (!port.write(bytes)) {
            left.acquireUninterruptibly();
        }
    }

    @Override
    public int read(byte[] into) {
        try {
            if (taken == some.length) {
                port.reading(arrived.isEmpty());
                some = arrived.take();
                port.reading(false);
                taken = 0;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        int count = Math.min(into.length, some.length - taken);
        System.arraycopy(some, taken, into, 0, count);
        taken += count;
        return count;
    }

    @Override
    public void close() {
        port.close();
    }
}
