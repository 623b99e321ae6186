package dev.softclick.link;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkProxy;
import dev.softclick.sim.NetworkRoute;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first address of a host that answers, by a route: from a local address, through a proxy. Lookup, all tries and the proxy's own
 * answer share one timeout: each address gets its part of what is left of it, so that a dead one does not use up the time of the next. Everything but
 * the lookup runs on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // answered by listeners
final class Dialer {
    /** Beyond the high mark the transport calls itself blocked, until it is down to the low one; in bytes. */
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final @Nullable NetworkProxy proxy;
    private final Ends ends;
    private final ScheduledFuture<?> timer;
    private final long deadline;
    private List<Departure.Hop> hops = List.of();
    private int tried;
    private @Nullable ChannelFuture connecting;
    private @Nullable Tunnel tunnel;
    private boolean asked;
    private boolean done;

    /** Who hears of it: the one or the other, once, on the event loop. */
    record Ends(ConnectionWitness witness, Consumer<Channel> connected, Consumer<LinkFault> failed) {}

    /** Begins at once; answers once, on the event loop, unless cancelled. */
    Dialer(EventLoop loop, Executor resolver, Endpoint endpoint, NetworkRoute route, Duration timeout, Ends ends) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.proxy = route.proxy().orElse(null);
        this.ends = ends;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.timer = loop.schedule(this::timeout, timeout.toNanos(), TimeUnit.NANOSECONDS);
        switch (Departure.of(route.from())) {
            case Departure.Nowhere(LinkFault fault) -> loop.execute(() -> fail(fault));
            case Departure.From(Departure.Place place) -> look(place, resolver);
        }
    }

    /** Whom TCP connects to: the proxy or the cloud itself. */
    private Endpoint target() {
        return proxy == null ? endpoint : proxy.at();
    }

    void cancel() {
        done = true;
        timer.cancel(false);
        if (connecting != null) {
            connecting.channel().close();
        }
    }

    private void look(Departure.Place place, Executor resolver) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(target().host());
        if (literal != null) {
            loop.execute(() -> resolved(literal(literal), place));
        } else {
            resolver.execute(() -> resolve(place));
        }
    }

    /** On a thread for lookups. */
    private void resolve(Departure.Place place) {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(target().host());
        } catch (UnknownHostException e) {
            found = new InetAddress[0];
        }
        InetAddress[] all = found;
        loop.execute(() -> resolved(all, place));
    }

    private static InetAddress[] literal(byte[] address) {
        try {
            return new InetAddress[] {InetAddress.getByAddress(address)};
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }

    private void resolved(InetAddress[] found, Departure.Place place) {
        if (done) {
            return;
        }
        if (found.length == 0) {
            fail(NetworkFaults.unknownHost(target(), proxy));
            return;
        }
        ends.witness().resolved(List.of(found));
        hops = place.to(found, target().port());
        if (hops.isEmpty()) {
            fail(place.wrongFamily(target()));
        } else {
            next();
        }
    }

    private void next() {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        int share = Math.clamp(left / (hops.size() - tried), 1, Integer.MAX_VALUE);
        Departure.Hop hop = hops.get(tried++);
        Tunnel through = proxy == null ? null : new Tunnel(proxy, hop.remote(), endpoint);
        tunnel = through;
        InetSocketAddress to = through == null ? hop.remote() : through.destination();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, share)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                // A failed write must not close the channel: the alert that tells why may still wait to be read.
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(through == null ? new ChannelHandlerAdapter() {} : through);
        ChannelFuture future = hop.local() == null ? bootstrap.connect(to) : bootstrap.connect(to, hop.local());
        connecting = future.addListener((ChannelFuture over) -> reached(over, hop));
    }

    private void reached(ChannelFuture future, Departure.Hop hop) {
        Tunnel through = tunnel;
        if (done) {
            future.channel().close();
        } else if (future.isSuccess()) {
            if (future.channel().localAddress() instanceof InetSocketAddress local) {
                ends.witness().connected(local, hop.remote());
            }
            if (through == null) {
                stands(future.channel());
            } else {
                asked = true;
                through.answer(fault -> answered(future.channel(), fault));
            }
        } else if (tried < hops.size()) {
            next();
        } else {
            fail(NetworkFaults.of(future.cause(), target(), proxy, hop.local()));
        }
    }

    private void answered(Channel channel, @Nullable LinkFault fault) {
        if (!done && fault == null) {
            stands(channel);
        } else if (!done && fault != null) {
            fail(fault);
        }
    }

    private void stands(Channel channel) {
        done = true;
        timer.cancel(false);
        ends.connected().accept(channel);
    }

    private void timeout() {
        if (!done) {
            fail(hops.isEmpty() ? NetworkFaults.lookupTimeout(target(), proxy)
                    : asked && proxy != null ? NetworkFaults.proxyTimeout(endpoint, proxy)
                    : NetworkFaults.connectTimeout(target(), proxy));
        }
    }

    private void fail(LinkFault fault) {
        if (!done) {
            cancel();
            ends.failed().accept(fault);
        }
    }
}
