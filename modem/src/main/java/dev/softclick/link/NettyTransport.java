package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.SecurityMaterial;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TCP and TLS 1.2/1.3 by Netty and the JDK: the only part of the link with a socket. One transport belongs to one modem, and so do the TLS sessions
 * it may resume.
 *
 * <p>Events are told on the event loop, in order, never from inside a call of the owner. Calls may come from any one thread at a time; the promise
 * that nothing is told after {@link #close()} holds when that thread is the event loop's.
 */
public final class NettyTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);

    private final EventLoop loop;
    private final Executor resolver;
    private final int maxMessage;
    private final Consumer<TransportEvent> events;
    private final TlsEngines engines = new TlsEngines();

    /** What a call of the owner itself caused: told when the call is over. Bounded: a call causes a few at most. */
    private final ArrayDeque<Told> caused = new ArrayDeque<>();

    private @Nullable Connection connection;
    private int opened;
    private boolean inCall;

    /** An event, and the number of the connection it belongs to. */
    private record Told(int connection, TransportEvent event) {}

    /**
     * A transport with nothing open.
     *
     * @param threads whose lookups are used
     * @param loop the event loop it lives on; best the one that its owner runs on
     * @param maxMessage longest payload that is delivered, in bytes ({@link LinkSettings#maxMessage()})
     * @param events takes what happens, on the event loop
     */
    public NettyTransport(LinkThreads threads, EventLoop loop, int maxMessage, Consumer<TransportEvent> events) {
        this.loop = loop;
        this.resolver = threads.resolver();
        this.maxMessage = maxMessage;
        this.events = events;
    }

    @Override
    public void open(SecurityMaterial material, Duration connectTimeout, Duration tlsTimeout) {
        call(() -> {
            end();
            int number = opened;
            try {
                SSLEngine engine = engines.engine(material);
                connection = new Connection(
                        loop, resolver, material.endpoint(), engine, connectTimeout, tlsTimeout, maxMessage, event -> tell(number, event));
            } catch (GeneralSecurityException | RuntimeException e) {
                // The exception may have been made by a key provider: its words stay out of the log and the fault.
                LOG.warn("TLS can't use {}: {}", material, e.getClass().getSimpleName());
                tell(number, new TransportEvent.Closed(new LinkFault(
                        Cause.MATERIAL_UNUSABLE, "the SIM's certificate or key can't be used for TLS (" + e.getClass().getSimpleName() + ")")));
            }
        });
    }

    @Override
    public void send(MqttMessage message) {
        if (loop.inEventLoop()) {
            boolean nested = inCall;
            inCall = true;
            try {
                sendNow(message);
            } finally {
                inCall = nested;
            }
        } else {
            loop.execute(() -> sendNow(message));
        }
    }

    private void sendNow(MqttMessage message) {
        Connection open = connection;
        if (open == null) {
            ReferenceCountUtil.release(message);
        } else {
            open.send(message);
        }
    }

    @Override
    public void reading(boolean on) {
        call(() -> {
            Connection open = connection;
            if (open != null) {
                open.reading(on);
                if (on) {
                    loop.execute(open::resume);
                }
            }
        });
    }

    @Override
    public void close() {
        call(this::end);
    }

    private void end() {
        opened++;
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void call(Runnable task) {
        if (loop.inEventLoop()) {
            boolean nested = inCall;
            inCall = true;
            try {
                task.run();
            } finally {
                inCall = nested;
            }
        } else {
            loop.execute(task);
        }
    }

    private void tell(int number, TransportEvent event) {
        if (inCall || !caused.isEmpty()) {
            if (caused.isEmpty()) {
                loop.execute(this::tellCaused);
            }
            caused.add(new Told(number, event));
        } else {
            tellNow(number, event);
        }
    }

    private void tellCaused() {
        // It stays in the queue while it is told, so that what comes meanwhile waits behind it.
        Told told = caused.element();
        try {
            tellNow(told.connection, told.event);
        } finally {
            caused.remove();
            if (!caused.isEmpty()) {
                loop.execute(this::tellCaused);
            }
        }
    }

    private void tellNow(int number, TransportEvent event) {
        if (number == opened) {
            events.accept(event);
        } else if (event instanceof TransportEvent.Received received) {
            ReferenceCountUtil.release(received.message());
        }
    }
}
