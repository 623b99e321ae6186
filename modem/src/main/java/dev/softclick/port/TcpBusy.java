package dev.softclick.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A caller on a {@link TcpPort} that has its host already. It is told {@code BUSY}; closing at once could reset the connection before it has read
 * that (when it has sent something), so what it sends is read away until it closes or its time is up.
 */
final class TcpBusy implements TcpLoop.Ready {
    private static final byte[] BUSY = "BUSY\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int READ_BYTES = 1024;

    /** More callers than this at a time are closed without waiting. */
    private static final int MAX_WAITING = 16;

    private static final AtomicInteger WAITING = new AtomicInteger();

    private final TcpLoop loop;
    private final SocketChannel caller;
    private final ByteBuffer ignored = ByteBuffer.allocate(READ_BYTES);
    private boolean gone;

    private TcpBusy(TcpLoop loop, SocketChannel caller) {
        this.loop = loop;
        this.caller = caller;
    }

    /** On the loop's thread. */
    static void turnAway(TcpLoop loop, SocketChannel caller) throws IOException {
        caller.write(ByteBuffer.wrap(BUSY));
        caller.shutdownOutput();
        if (WAITING.get() >= MAX_WAITING) {
            loop.close(caller);
            return;
        }
        TcpBusy busy = new TcpBusy(loop, caller);
        loop.register(caller, SelectionKey.OP_READ, busy);
        WAITING.incrementAndGet();
        loop.after(PATIENCE.toNanos(), busy::leave);
    }

    @Override
    public void ready() {
        try {
            if (caller.read(ignored.clear()) >= 0) {
                return;
            }
        } catch (IOException e) {
            // It has gone: that is all we wait for.
        }
        leave();
    }

    private void leave() {
        if (!gone) {
            gone = true;
            WAITING.decrementAndGet();
            loop.close(caller);
        }
    }
}
