package dev.softclick.port;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The connection of the one host of a {@link TcpPort}, which guards every call with its lock. */
final class TcpHost {
    /** Most bytes handed to the kernel in one call, so that a long chunk needs no copy of its length. */
    private static final int WRITE_BYTES = 65_536;

    private final TcpLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private @Nullable ByteBuffer pending;
    private boolean saidGoodbye;
    private long lastWriteNanos;

    TcpHost(TcpLoop loop, SocketChannel channel, TcpLoop.Ready owner) throws IOException {
        this.loop = loop;
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        key = loop.register(channel, 0, owner);
    }

    boolean hasPending() {
        return pending != null;
    }

    /** Whether it has closed its sending half: it may still listen for answers, or be gone; TCP does not tell. */
    boolean saidGoodbye() {
        return saidGoodbye;
    }

    long lastWriteNanos() {
        return lastWriteNanos;
    }

    int readyOps() {
        return key.isValid() ? key.readyOps() : 0;
    }

    /** How many bytes came; -1 at the end of what it sends. */
    int read(ByteBuffer into) throws IOException {
        int got = channel.read(into);
        if (got < 0) {
            saidGoodbye = true;
            lastWriteNanos = System.nanoTime();
        }
        return got;
    }

    /** Whether all has left. */
    boolean write(byte[] bytes) throws IOException {
        pending = ByteBuffer.wrap(bytes);
        return push();
    }

    boolean push() throws IOException {
        ByteBuffer rest = pending;
        if (rest == null) {
            return true;
        }
        lastWriteNanos = System.nanoTime();
        int end = rest.limit();
        while (rest.position() < end) {
            int slice = Math.min(WRITE_BYTES, end - rest.position());
            rest.limit(rest.position() + slice);
            int took = channel.write(rest);
            rest.limit(end);
            if (took < slice) {
                return false;
            }
        }
        pending = null;
        return true;
    }

    void arm(boolean reading) {
        int in = reading && !saidGoodbye ? SelectionKey.OP_READ : 0;
        loop.interest(key, in | (pending != null ? SelectionKey.OP_WRITE : 0));
    }

    void close() {
        loop.close(channel);
    }
}
