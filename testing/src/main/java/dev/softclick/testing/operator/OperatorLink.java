package dev.softclick.testing.operator;

import dev.softclick.cloud.CloudRules;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkThreads;
import dev.softclick.link.MqttPolicy;
import dev.softclick.link.MqttSession;
import dev.softclick.link.NettyTransport;
import dev.softclick.link.TransportEvent;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a cloud as its operator: the link floor, run on an event loop of its own. Any thread may call it; events come on the event loop, in
 * order.
 */
public final class OperatorLink implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Consumer<LinkEvent> events;
    private final EventLoop loop = LinkThreads.shared().next();
    private final CloudLink link;
    private @Nullable Future<?> timer;

    private OperatorLink(LinkSettings settings, Consumer<LinkEvent> events) {
        this.events = events;
        this.link = new MqttSession(
                new NettyTransport(LinkThreads.shared(), loop, settings.maxMessage(), Runnable::run, event -> step(() -> handle(event))), settings);
    }

    /**
     * Connects to the local cloud that runs in {@code home}; what comes of it are events.
     *
     * @throws IOException with one line in plain words when no cloud runs there, or the home can't be read
     */
    public static OperatorLink local(Path home, Consumer<LinkEvent> events) throws IOException {
        RunningCloud cloud = LocalCloud.running(home).orElseThrow(() ->
                new IOException("no local cloud runs in " + home + ": start it with 'softclick run', with the same --home"));
        return connect(OperatorKeys.operator(home, new Endpoint("127.0.0.1", cloud.port())), events);
    }

    /** Connects with the operator's certificate and a client id of its own; what comes of it are events. */
    public static OperatorLink connect(SecurityMaterial material, Consumer<LinkEvent> events) {
        byte[] suffix = new byte[8];
        new SecureRandom().nextBytes(suffix);
        return connect(material, CloudRules.OPERATOR_CLIENT_PREFIX + HexFormat.of().formatHex(suffix), events);
    }

    /** Connects under that client id, as a back end of another cloud needs it. */
    public static OperatorLink connect(SecurityMaterial material, String clientId, Consumer<LinkEvent> events) {
        LinkSettings usual = LinkSettings.defaults();
        // No session outlives the connection: one that was killed must not collect messages.
        OperatorLink operator = new OperatorLink(new LinkSettings(
                MqttPolicy.AUTO, usual.connectTimeout(), usual.tlsTimeout(), usual.connackTimeout(), usual.pubackTimeout(), usual.subackTimeout(),
                usual.keepAlive(), Duration.ZERO, CloudRules.MAX_PAYLOAD_BYTES, usual.receiveMaximum(), usual.maxInFlight()), events);
        operator.request(new LinkRequest.Connect(material, NetworkRoute.DIRECT, clientId, true));
        return operator;
    }

    /** Asks for something; what comes of it are events. */
    public void request(LinkRequest request) {
        loop.execute(() -> step(() -> link.request(request, System.nanoTime())));
    }

    private void handle(TransportEvent event) {
        link.handle(event, System.nanoTime());
    }

    private void step(Runnable call) {
        call.run();
        for (LinkEvent event = link.poll(); event != null; event = link.poll()) {
            events.accept(event);
        }
        Future<?> earlier = timer;
        if (earlier != null) {
            earlier.cancel(false);
        }
        long at = link.nextTimeout();
        timer = at == Long.MAX_VALUE
                ? null
                : loop.schedule(
                        () -> step(() -> link.timeout(System.nanoTime())), Math.max(0, at - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** Disconnects, and waits at most a second until that has left. */
    @Override
    public void close() {
        Future<?> closed = loop.submit(() -> {
            link.request(new LinkRequest.Disconnect(), System.nanoTime());
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
