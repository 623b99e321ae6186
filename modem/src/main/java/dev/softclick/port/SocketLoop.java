package dev.softclick.port;

import dev.softclick.port.posix.StayAwake;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread "softclick-sockets": one selector for all ports over sockets of this JVM. It starts with the first and stays; while nothing happens it sleeps. */
final class SocketLoop {
    /** What a channel's owner does when the channel is ready, on the loop's thread. */
    interface Ready {
        void ready() throws IOException;
    }

    /** A task that waits for its time. All of it on the loop's thread. */
    final class Due {
        private final long nanoTime;
        private final Runnable task;

        private Due(long nanoTime, Runnable task) {
            this.nanoTime = nanoTime;
            this.task = task;
        }

        /** Lets go of the task; nothing happens when it has run. */
        void cancel() {
            dues.remove(this);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SocketLoop.class);
    private static final long LET_GO_MILLIS = 1000;
    private static @Nullable SocketLoop shared;

    private final Selector selector;
    private final Thread thread;
    private final StayAwake awake = new StayAwake();

    /** Bounded by its users: each port and each caller that is turned away has a few at most. Empty while idle. */
    private final PriorityQueue<Due> dues = new PriorityQueue<>((a, b) -> Long.signum(a.nanoTime - b.nanoTime));

    /** Bounded by its users, as {@link #dues}. */
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();

    private SocketLoop() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name("softclick-sockets").daemon().start(this::run);
    }

    /** The loop, if it was ever needed. */
    static synchronized Optional<SocketLoop> ifRunning() {
        return Optional.ofNullable(shared);
    }

    static synchronized SocketLoop running() throws IOException {
        if (shared == null) {
            shared = new SocketLoop();
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

    /**
     * Waits until what was closed before has let go of its address: a descriptor is held until the selector has looked. Not with a lock held that the
     * loop's thread may want; returns at once on that thread, and after {@link #LET_GO_MILLIS} at the latest.
     */
    void letGo() {
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        CountDownLatch looked = new CountDownLatch(1);
        post(looked::countDown);
        try {
            if (!looked.await(LET_GO_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("the selector has not looked yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs {@code task} on the loop's thread, soon and without a lock held. From any thread. */
    void post(Runnable task) {
        posted.add(task);
        wakeUp();
    }

    /** Runs {@code task} on the loop's thread after a while, without a lock held. Only to be called on that thread. */
    Due after(long nanos, Runnable task) {
        Due due = new Due(System.nanoTime() + nanos, task);
        dues.add(due);
        return due;
    }

    /** Bytes are written to a host, which may say something next. From any thread. */
    void answers() {
        awake.answers();
    }

    private void wakeUp() {
        if (!Thread.currentThread().equals(thread)) {
            selector.wakeup();
        }
    }

    private void run() {
        while (true) {
            try {
                if (awake.look(this::selectNow) == 0) {
                    selector.select(SocketLoop::turn, posted.isEmpty() ? millisToNextDue() : 1);
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("waiting for hosts", e);
            }
            Runnable task;
            while ((task = posted.poll()) != null) {
                run(task);
            }
            Due due;
            while ((due = dues.peek()) != null && due.nanoTime - System.nanoTime() <= 0) {
                dues.remove();
                run(due.task);
            }
        }
    }

    /** Events that are there, a task that waits among them: it runs after the selector has looked, as {@link #letGo} needs it. */
    private int selectNow() throws IOException {
        boolean called = !posted.isEmpty();
        return selector.selectNow(SocketLoop::turn) + (called ? 1 : 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the owner of a port failed; the other ports go on", e);
        }
    }

    /** 0 means for ever. */
    private long millisToNextDue() {
        Due next = dues.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.nanoTime - System.nanoTime()) + 1);
    }

    private static void turn(SelectionKey key) {
        try {
            ((Ready) key.attachment()).ready();
        } catch (Exception e) {
            LOG.error("the owner of {} failed; the other ports go on", key.channel(), e);
        }
    }
}
