package dev.softclick.port;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The connection of the one host of a {@link SocketPort}, which guards every call with its lock. */
final class HostConnection {
    /** Most bytes handed to the kernel in one call, so that a long chunk needs no copy of its length. */
    private static final int WRITE_BYTES = 65_536;

    private final SocketLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private @Nullable ByteBuffer pending;
    private SocketLoop.@Nullable Due goodbye;
    private boolean leaving;
    private boolean broken;
    private long lastWriteNanos;

    HostConnection(SocketLoop loop, SocketChannel channel, SocketLoop.Ready owner) throws IOException {
        this.loop = loop;
        this.channel = channel;
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        }
        key = loop.register(channel, 0, owner);
    }

    boolean hasPending() {
        return pending != null;
    }

    /** Whether it has closed its sending half, so that it may still listen for answers, or be gone (a socket does not tell); or is surely gone. */
    boolean leaving() {
        return leaving || broken;
    }

    boolean broken() {
        return broken;
    }

    /** It has turned out to be gone: nothing is written to it any more. */
    void broke() {
        broken = true;
        pending = null;
    }

    long lastWriteNanos() {
        return lastWriteNanos;
    }

    /** On the loop's thread: what to do when its time is up. Replaces what was to be done before. */
    void goodbyeIn(long nanos, Runnable task) {
        goodbye = loop.after(nanos, task);
    }

    int readyOps() {
        return key.isValid() ? key.readyOps() : 0;
    }

    /** How many bytes came; -1 at the end of what it sends. */
    int read(ByteBuffer into) throws IOException {
        int got = channel.read(into);
        if (got < 0) {
            leaving = true;
            lastWriteNanos = System.nanoTime();
        }
        return got;
    }

    /** Whether all has left. */
    boolean write(byte[] bytes) throws IOException {
        pending = ByteBuffer.wrap(bytes);
        loop.answers();
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
        int in = reading && !leaving ? SelectionKey.OP_READ : 0;
        loop.interest(key, in | (pending != null ? SelectionKey.OP_WRITE : 0));
    }

    /** From any thread. */
    void close() {
        loop.close(channel);
        SocketLoop.Due waiting = goodbye;
        if (waiting != null) {
            loop.post(waiting::cancel);
        }
    }
}
