package dev.softclick.port;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread "softclick-tcp": one selector for all TCP ports of this JVM. It starts with the first and stays; while nothing happens it sleeps. */
final class TcpLoop {
    /** What a channel's owner does when the channel is ready, on the loop's thread. */
    interface Ready {
        void ready() throws IOException;
    }

    private record Due(long nanoTime, Runnable task) {}

    private static final Logger LOG = LoggerFactory.getLogger(TcpLoop.class);
    private static @Nullable TcpLoop shared;

    private final Selector selector;
    private final Thread thread;

    /** Grace periods of hosts that said goodbye: empty while idle. */
    private final PriorityQueue<Due> dues = new PriorityQueue<>((a, b) -> Long.signum(a.nanoTime() - b.nanoTime()));

    private TcpLoop() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name("softclick-tcp").daemon().start(this::run);
    }

    static synchronized TcpLoop running() throws IOException {
        if (shared == null) {
            shared = new TcpLoop();
        }
        return shared;
    }

    SelectionKey register(SelectableChannel channel, int interest, Ready owner) throws ClosedChannelException {
        SelectionKey key = channel.register(selector, interest, owner);
        wakeUp();
        return key;
    }

    /** Changes what {@code key} waits for; a key that has gone is left alone. */
    void interest(SelectionKey key, int interest) {
        if (key.isValid() && key.interestOps() != interest) {
            key.interestOps(interest);
            wakeUp();
        }
    }

    /** Closes a channel and has the selector let go of its descriptor soon. */
    void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing {}", channel, e);
        }
        wakeUp();
    }

    /** Runs {@code task} on the loop's thread after a while. Only to be called on that thread. */
    void after(long nanos, Runnable task) {
        dues.add(new Due(System.nanoTime() + nanos, task));
    }

    private void wakeUp() {
        if (!Thread.currentThread().equals(thread)) {
            selector.wakeup();
        }
    }

    private void run() {
        while (true) {
            try {
                selector.select(TcpLoop::turn, millisToNextDue());
            } catch (IOException | RuntimeException e) {
                LOG.error("waiting for TCP hosts", e);
            }
            Due due;
            while ((due = dues.peek()) != null && due.nanoTime() - System.nanoTime() <= 0) {
                dues.remove();
                due.task().run();
            }
        }
    }

    /** 0 means for ever. */
    private long millisToNextDue() {
        Due next = dues.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.nanoTime() - System.nanoTime()) + 1);
    }

    private static void turn(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready();
        } catch (Exception e) {
            LOG.error("the owner of {} failed; the other TCP ports go on", key.channel(), e);
        }
    }
}
