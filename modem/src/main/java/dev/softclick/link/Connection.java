package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkRoute;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link NettyTransport}, from lookup to close; the last handler of its pipeline. All of it runs on the event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails comes as an event of the channel
final class Connection extends ChannelInboundHandlerAdapter {
    /** Flushes put together into one at most, as long as one read or one turn of the event loop lasts. */
    private static final int MAX_FLUSHES = 256;

    /** After a write failed: how long the reason is waited for on the reading side. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final SSLEngine engine;
    private final Duration tlsTimeout;
    private final PacketFramer framer;
    private final int maxMessage;
    private final Consumer<TransportEvent> events;
    private final ConnectionWitness witness;

    /** As long as it looks for a way. */
    private @Nullable Dialer dialer;

    private @Nullable Channel channel;
    private boolean reading = true;
    private boolean writable = true;
    private boolean secured;
    private boolean closed;

    /**
     * Begins at once.
     *
     * @param events told in order, none after {@link #close()} and at most one {@link TransportEvent.Closed}
     */
    Connection(
            EventLoop loop, Executor resolver, Endpoint endpoint, NetworkRoute route, SSLEngine engine, Duration connectTimeout, Duration tlsTimeout,
            int maxMessage, ConnectionWitness witness, Consumer<TransportEvent> events) {
        this.endpoint = endpoint;
        this.engine = engine;
        this.tlsTimeout = tlsTimeout;
        this.maxMessage = maxMessage;
        this.framer = new PacketFramer(maxMessage);
        this.events = events;
        this.witness = witness;
        this.dialer = new Dialer(loop, resolver, endpoint, route, connectTimeout, new Dialer.Ends(witness, this::connected, this::fail));
    }

    private void connected(Channel connected) {
        channel = connected;
        dialer = null;
        tell(new TransportEvent.NetworkConnected());
        if (closed) {
            connected.close();
            return;
        }
        SslHandler tls = new SslHandler(engine);
        tls.setHandshakeTimeoutMillis(tlsTimeout.toMillis());
        connected.pipeline().addLast(
                tls,
                new FlushConsolidationHandler(MAX_FLUSHES, true),
                framer,
                new MqttDecoder(PacketFramer.maxPacket(maxMessage)),
                framer.afterDecoder(),
                MqttEncoder.INSTANCE,
                this);
    }

    void send(MqttMessage message) {
        if (closed || channel == null) {
            ReferenceCountUtil.release(message);
        } else {
            channel.writeAndFlush(message, channel.voidPromise());
        }
    }

    /** Stops reading at once; going on takes a call of {@link #resume()} on a turn of its own, as it tells what was held back. */
    void reading(boolean on) {
        reading = on;
        if (!on) {
            framer.pause();
            if (channel != null) {
                channel.config().setAutoRead(false);
            }
        }
    }

    void resume() {
        Channel open = channel;
        ChannelHandlerContext context = open == null ? null : open.pipeline().context(framer);
        if (open == null || context == null || closed || !reading) {
            return;
        }
        framer.resume(context);
        // What was held back may have been too much again. If that is over by now, another resume is on its way: a read asked for before it would be lost.
        if (!framer.paused()) {
            open.config().setAutoRead(true);
        }
    }

    /** Sends what was handed over, then closes. Nothing is told from now on. */
    void close() {
        closed = true;
        if (dialer != null) {
            dialer.cancel();
            dialer = null;
        }
        if (channel != null) {
            channel.close();
        }
    }

    private void fail(LinkFault fault) {
        if (!closed) {
            close();
            events.accept(new TransportEvent.Closed(fault));
        }
    }

    private void tell(TransportEvent event) {
        if (!closed) {
            events.accept(event);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case MqttMessage packet when closed -> ReferenceCountUtil.release(packet);
            case MqttMessage packet -> events.accept(new TransportEvent.Received(packet));
            case TransportEvent oversized -> tell(oversized);
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Netty tells late: by then it may be as it was before.
        if (writable != context.channel().isWritable()) {
            writable = !writable;
            tell(new TransportEvent.Writable(writable));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case SslHandshakeCompletionEvent handshake when handshake.isSuccess() -> {
                secured = true;
                witness.agreed(engine.getSession());
                tell(new TransportEvent.Secured());
            }
            case SslHandshakeCompletionEvent handshake -> fail(TlsFaults.of(handshake.cause(), endpoint, false));
            case SslCloseCompletionEvent close when close.isSuccess() -> fail(closedByCloud());
            case ChannelOutputShutdownEvent _ -> failLater(context, closedByCloud());
            default -> {}
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LinkFault fault = TlsFaults.of(cause, endpoint, secured);
        if (secured && cause instanceof IOException && !(cause instanceof SSLException)) {
            failLater(context, fault);
        } else {
            fail(fault);
        }
    }

    /** A failed write tells nothing; in TLS 1.3 the alert that tells why may just be on its way in. */
    private void failLater(ChannelHandlerContext context, LinkFault fault) {
        context.executor().schedule(() -> fail(fault), LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(secured ? closedByCloud() : new LinkFault(Cause.TLS_FAILED, "the cloud closed the connection during the TLS handshake"));
    }

    private static LinkFault closedByCloud() {
        return new LinkFault(Cause.CONNECTION_CLOSED, "the cloud closed the connection");
    }
}
