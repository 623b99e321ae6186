package dev.softclick.link;

import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A link in life, on an event loop of its own, as the modem's loop holds it. Its threads end with it. */
final class LinkClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;

    final LinkThreads threads = new LinkThreads(1);
    final EventLoop loop = threads.next();
    final LinkedBlockingQueue<LinkEvent> events = new LinkedBlockingQueue<>();
    private final MqttSession session;
    private ScheduledFuture<?> timer;

    LinkClient(LinkSettings settings) {
        NettyTransport transport = new NettyTransport(threads, loop, settings.maxMessage(), Runnable::run, this::handle);
        session = new MqttSession(transport, settings);
    }

    LinkClient() {
        this(LinkSettings.defaults());
    }

    private void handle(TransportEvent event) {
        session.handle(event, System.nanoTime());
        pump();
    }

    private void pump() {
        for (LinkEvent event = session.poll(); event != null; event = session.poll()) {
            events.add(event);
        }
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (session.nextTimeout() != Long.MAX_VALUE) {
            timer = loop.schedule(() -> {
                session.timeout(System.nanoTime());
                pump();
            }, session.nextTimeout() - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    void request(LinkRequest request) {
        loop.execute(() -> {
            session.request(request, System.nanoTime());
            pump();
        });
    }

    /** Waits until all that was requested has been done. */
    void settled() {
        loop.submit(() -> {}).syncUninterruptibly();
    }

    void connect(SecurityMaterial material, String clientId, boolean cleanStart) {
        request(new LinkRequest.Connect(material, NetworkRoute.DIRECT, clientId, cleanStart));
    }

    /** Connects and waits for CONNACK; what came on the way. */
    List<LinkEvent> connected(SecurityMaterial material, String clientId) {
        connect(material, clientId, true);
        List<LinkEvent> passed = new ArrayList<>();
        while (true) {
            LinkEvent event = next();
            passed.add(event);
            if (event instanceof LinkEvent.Connected) {
                return passed;
            }
            if (event instanceof LinkEvent.Down) {
                throw new AssertionError(passed.toString());
            }
        }
    }

    LinkFault.Cause causeOfDown() {
        return expect(LinkEvent.Down.class).fault().cause();
    }

    /** The next event, whatever it is. */
    LinkEvent next() {
        try {
            LinkEvent event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event in " + PATIENCE_SECONDS + " s");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next event of this kind; those before it are passed over, but no {@code Down}. */
    <E extends LinkEvent> E expect(Class<E> kind) {
        while (true) {
            LinkEvent event = next();
            if (kind.isInstance(event)) {
                return kind.cast(event);
            }
            if (event instanceof LinkEvent.Down) {
                throw new AssertionError(event.toString());
            }
        }
    }

    @Override
    public void close() {
        loop.submit(session::close).awaitUninterruptibly();
        threads.close();
    }
}
