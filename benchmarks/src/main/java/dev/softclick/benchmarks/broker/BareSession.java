package dev.softclick.benchmarks.broker;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import dev.softclick.link.TopicName;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.testing.operator.OperatorLink;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The modem's MQTT session without a modem around it: what is left of an acknowledged publish when there is no line. */
public final class BareSession implements AutoCloseable {
    private static final int MAX_WAITING = 1024;
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<LinkEvent> events = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong arrived = new AtomicLong();
    private final OperatorLink link;
    private int lastId;

    public BareSession(SecurityMaterial material, String clientId) throws IOException {
        link = OperatorLink.connect(material, clientId, this::take);
        await(LinkEvent.Connected.class);
    }

    private void take(LinkEvent event) {
        switch (event) {
            case LinkEvent.MessageArrived message -> {
                arrived.incrementAndGet();
                acknowledge(message);
            }
            case LinkEvent.Connecting e -> {}
            case LinkEvent.NetworkConnected e -> {}
            case LinkEvent.Secured e -> {}
            case LinkEvent.ConnectSent e -> {}
            default -> {
                if (!events.offer(event)) {
                    throw new IllegalStateException("nobody takes what the link tells");
                }
            }
        }
    }

    private void acknowledge(LinkEvent.MessageArrived message) {
        OperatorLink to = link();
        if (message.delivery() != 0 && to != null) {
            to.request(new LinkRequest.Acknowledge(message.delivery()));
        }
    }

    /** Null while it is being made; no message comes before. */
    private @Nullable OperatorLink link() {
        return link;
    }

    public void subscribe(String filter) throws IOException {
        link.request(new LinkRequest.Subscribe(++lastId, new TopicFilter(filter)));
        await(LinkEvent.Subscribed.class);
    }

    /** Back when the broker has acknowledged it. */
    public void publish(TopicName topic, byte[] payload) throws IOException {
        send(topic, payload);
        awaitPublished();
    }

    /** The next of the acknowledgements. */
    public void awaitPublished() throws IOException {
        await(LinkEvent.Published.class);
    }

    /** Without waiting. */
    public void send(TopicName topic, byte[] payload) {
        link.request(new LinkRequest.Publish(++lastId, topic, payload, true));
    }

    private void await(Class<? extends LinkEvent> wanted) throws IOException {
        try {
            LinkEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!wanted.isInstance(event)) {
                throw new IOException("waited for " + wanted.getSimpleName() + ", got " + event);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Messages that came so far. */
    long arrived() {
        return arrived.get();
    }

    /** Waits until so many have come. */
    public void awaitArrived(long wanted) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (arrived() != wanted) {
            if (System.nanoTime() > until) {
                throw new IOException(arrived() + " messages came of " + wanted);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
