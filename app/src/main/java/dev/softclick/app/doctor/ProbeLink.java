package dev.softclick.app.doctor;

import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkThreads;
import dev.softclick.link.MqttSession;
import dev.softclick.link.NettyTransport;
import dev.softclick.link.TransportEvent;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection as the modem makes it, in the hands of one thread that waits for what comes of it. */
final class ProbeLink implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** How often a waiting audience is told. */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final EventLoop loop = LinkThreads.shared().next();
    private final Audience audience;
    private final Evidence evidence = new Evidence();
    private final CloudLink link;

    /** Bounded by the receive maximum of the link, since foreign messages are not acknowledged, and a few events beside. */
    private final LinkedBlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();

    private boolean kept;
    private @Nullable Future<?> timer;

    /** @param mute goes as far as TLS, and says nothing there */
    ProbeLink(LinkSettings settings, boolean mute, Audience audience) {
        this.audience = audience;
        NettyTransport transport = new NettyTransport(
                LinkThreads.shared(), loop, settings.maxMessage(), Runnable::run, event -> step(() -> handle(event)), evidence);
        this.link = new MqttSession(new Watched(transport, evidence, mute), settings);
    }

    /** Connects; what comes of it are events. A session that the cloud kept for the modem is used, not dropped. */
    void connect(SecurityMaterial material, NetworkRoute route, String clientId) {
        request(new LinkRequest.Connect(material, route, clientId, false));
    }

    Evidence evidence() {
        return evidence;
    }

    void request(LinkRequest request) {
        loop.execute(() -> step(() -> link.request(request, System.nanoTime())));
    }

    /** The next event, or null when none came in that time; the audience is told what is waited for. */
    @Nullable LinkEvent next(Supplier<Check> check, Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            long left = patience.toNanos() - (System.nanoTime() - began);
            LinkEvent event = events.poll(Math.min(left, TICK.toNanos()), TimeUnit.NANOSECONDS);
            if (event != null || left <= 0) {
                return event;
            }
            audience.waiting(check.get(), Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void handle(TransportEvent event) {
        if (event instanceof TransportEvent.Received received) {
            evidence.received(received.message());
        }
        link.handle(event, System.nanoTime());
    }

    private void step(Runnable call) {
        call.run();
        for (LinkEvent event = link.poll(); event != null; event = link.poll()) {
            if (event instanceof LinkEvent.Connected connected) {
                kept = connected.sessionPresent();
            }
            events.add(event);
        }
        Future<?> earlier = timer;
        if (earlier != null) {
            earlier.cancel(false);
        }
        long at = link.nextTimeout();
        timer = at == Long.MAX_VALUE
                ? null
                : loop.schedule(() -> step(() -> link.timeout(System.nanoTime())), Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** Disconnects, and waits at most a second for it. A session that the cloud had kept stays; one that this made does not. */
    @Override
    public void close() {
        Future<?> closed = loop.submit(() -> {
            if (!kept) {
                link.request(new LinkRequest.Disconnect(), System.nanoTime());
            }
            link.close();
            Future<?> last = timer;
            if (last != null) {
                last.cancel(false);
            }
        });
        try {
            closed.get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It is closed on the event loop later; there is nothing more to wait for.
        }
    }
}
