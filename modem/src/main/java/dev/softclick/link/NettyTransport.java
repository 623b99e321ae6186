package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.NetworkRoute;
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
 * <p>A route's local address or interface is bound before the connection is made ({@link Departure} tells what Linux needs beside that); its proxy is
 * spoken to ahead of TLS, which still holds the cloud to its own name. {@link TransportEvent.NetworkConnected} is told when the proxy's tunnel stands.
 *
 * <p>When many connect at once they do so in turns ({@link ConnectTurns}); the time of {@link LinkTimer#CONNECT} runs from then on.
 *
 * <p>Events are told in turns of the owner, in order, never from inside a call of the owner, and none of a connection that it has closed. Calls come in
 * the owner's turns, whatever thread they are on.
 */
public final class NettyTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(NettyTransport.class);

    private final EventLoop loop;
    private final LinkThreads threads;
    private final int maxMessage;
    private final Executor owner;
    private final Consumer<TransportEvent> events;
    private final ConnectionWitness witness;
    private final TlsEngines engines;

    /** What a call of the owner itself caused: told when the call is over. Bounded: a call causes a few at most. */
    private final ArrayDeque<Told> caused = new ArrayDeque<>(2);

    private @Nullable Connection connection;

    /** To make the connection, or kept from when it was made. */
    private ConnectTurns.@Nullable Turn turn;

    private boolean inLine;
    private boolean inCall;

    /** Numbers the connections; touched in the owner's turns only, so that nothing is told of one that the owner has closed. */
    private int current;

    /** An event, and the number of the connection it belongs to. */
    private record Told(int connection, TransportEvent event) {}

    /**
     * A transport with nothing open.
     *
     * @param threads whose lookups are used
     * @param loop the event loop it lives on; best the one that its owner runs on
     * @param maxMessage longest payload that is delivered, in bytes ({@link LinkSettings#maxMessage()})
     * @param owner runs the owner's turns, one at a time; {@code Runnable::run} for an owner that lives on the event loop itself
     * @param events takes what happens
     */
    public NettyTransport(LinkThreads threads, EventLoop loop, int maxMessage, Executor owner, Consumer<TransportEvent> events) {
        this(threads, loop, maxMessage, owner, events, ConnectionWitness.NONE);
    }

    /** The same, with someone who looks on. */
    public NettyTransport(
            LinkThreads threads, EventLoop loop, int maxMessage, Executor owner, Consumer<TransportEvent> events, ConnectionWitness witness) {
        this.loop = loop;
        this.threads = threads;
        this.maxMessage = maxMessage;
        this.owner = owner;
        this.events = events;
        this.witness = witness;
        this.engines = new TlsEngines(threads.authorities(), witness);
    }

    @Override
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        int number = ++current;
        call(() -> {
            end();
            inLine = false;
            turn = threads.turns(loop).take(mine -> begin(number, mine, material, route, connectTimeout, tlsTimeout));
            inLine = turn.waits();
            if (inLine) {
                tell(number, new TransportEvent.InLine(true));
            }
        });
    }

    private void begin(int number, ConnectTurns.Turn mine, SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        if (inLine) {
            inLine = false;
            tell(number, new TransportEvent.InLine(false));
        }
        try {
            SSLEngine engine = engines.engine(material);
            connection = new Connection(
                    loop, threads.resolver(), material.endpoint(), route, engine, connectTimeout, tlsTimeout, maxMessage, witness, event -> {
                        if (event instanceof TransportEvent.Secured || event instanceof TransportEvent.Closed) {
                            mine.end();
                        }
                        tell(number, event);
                    });
        } catch (GeneralSecurityException | RuntimeException e) {
            mine.end();
            // The exception may have been made by a key provider: its words stay out of the log and the fault.
            LOG.warn("TLS can't use {}: {}", material, e.getClass().getSimpleName());
            tell(number, new TransportEvent.Closed(new LinkFault(
                    Cause.MATERIAL_UNUSABLE, "the SIM's certificate or key can't be used for TLS (" + e.getClass().getSimpleName() + ")")));
        }
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
        current++;
        call(this::end);
    }

    private void end() {
        if (turn != null) {
            turn.end();
            turn = null;
        }
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
        owner.execute(() -> {
            if (number == current) {
                events.accept(event);
            } else if (event instanceof TransportEvent.Received received) {
                ReferenceCountUtil.release(received.message());
            }
        });
    }
}
