package dev.softclick.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Callers on a {@link ListeningPort} that has its host already. They are told {@code BUSY}; closing at once could reset the connection before it has
 * been read (when they have sent something), so what they send is read away until they close or their time is up. All of it on the loop's thread.
 */
final class BusyCallers {
    private static final byte[] BUSY = "BUSY\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int READ_BYTES = 1024;

    /** More than this at a time are closed without waiting. */
    static final int MAX_WAITING = 16;

    private final ByteBuffer ignored = ByteBuffer.allocate(READ_BYTES);
    private int waiting;

    void turnAway(SocketLoop loop, SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(BUSY));
        channel.shutdownOutput();
        if (waiting >= MAX_WAITING) {
            loop.close(channel);
        } else {
            new Caller(loop, channel).stay();
        }
    }

    private final class Caller implements SocketLoop.Ready {
        private final SocketLoop loop;
        private final SocketChannel channel;
        private SocketLoop.@Nullable Due leaving;

        Caller(SocketLoop loop, SocketChannel channel) {
            this.loop = loop;
            this.channel = channel;
        }

        void stay() throws IOException {
            loop.register(channel, SelectionKey.OP_READ, this);
            leaving = loop.after(PATIENCE.toNanos(), this::leave);
            waiting++;
        }

        @Override
        public void ready() {
            try {
                if (channel.read(ignored.clear()) >= 0) {
                    return;
                }
            } catch (IOException e) {
                // It has gone: that is all we wait for.
            }
            leave();
        }

        private void leave() {
            if (leaving != null) {
                leaving.cancel();
                leaving = null;
                waiting--;
                loop.close(channel);
            }
        }
    }
}
