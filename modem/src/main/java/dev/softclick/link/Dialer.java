package dev.softclick.link;

import dev.softclick.sim.Endpoint;
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
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first address of a host that answers. Lookup and all tries share one timeout: each address gets its part of what is left of it,
 * so that a dead one does not use up the time of the next. Everything but the lookup runs on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // answered by listeners
final class Dialer {
    /** Beyond the high mark the transport calls itself blocked, until it is down to the low one; in bytes. */
    private static final WriteBufferWaterMark WATER_MARKS = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

    private final EventLoop loop;
    private final Endpoint endpoint;
    private final Consumer<Channel> connected;
    private final Consumer<LinkFault> failed;
    private final ScheduledFuture<?> timer;
    private final long deadline;
    private InetAddress[] addresses = {};
    private int tried;
    private @Nullable ChannelFuture connecting;
    private boolean done;

    /** Begins at once; answers once, on the event loop, unless cancelled. */
    Dialer(EventLoop loop, Executor resolver, Endpoint endpoint, Duration timeout, Consumer<Channel> connected, Consumer<LinkFault> failed) {
        this.loop = loop;
        this.endpoint = endpoint;
        this.connected = connected;
        this.failed = failed;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.timer = loop.schedule(this::timeout, timeout.toNanos(), TimeUnit.NANOSECONDS);
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
        if (literal != null) {
            loop.execute(() -> resolved(literal(literal)));
        } else {
            resolver.execute(this::resolve);
        }
    }

    void cancel() {
        done = true;
        timer.cancel(false);
        if (connecting != null) {
            connecting.channel().close();
        }
    }

    /** On a thread for lookups. */
    private void resolve() {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(endpoint.host());
        } catch (UnknownHostException e) {
            found = new InetAddress[0];
        }
        InetAddress[] all = found;
        loop.execute(() -> resolved(all));
    }

    private static InetAddress[] literal(byte[] address) {
        try {
            return new InetAddress[] {InetAddress.getByAddress(address)};
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }

    private void resolved(InetAddress[] found) {
        if (done) {
            return;
        }
        addresses = found;
        if (found.length == 0) {
            fail(NetworkFaults.unknownHost(endpoint));
        } else {
            next();
        }
    }

    private void next() {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        int share = Math.clamp(left / (addresses.length - tried), 1, Integer.MAX_VALUE);
        InetSocketAddress address = new InetSocketAddress(addresses[tried++], endpoint.port());
        connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, share)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARKS)
                // A failed write must not close the channel: the alert that tells why may still wait to be read.
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(new ChannelHandlerAdapter() {})
                .connect(address)
                .addListener((ChannelFuture future) -> connected(future));
    }

    private void connected(ChannelFuture future) {
        if (done) {
            future.channel().close();
        } else if (future.isSuccess()) {
            done = true;
            timer.cancel(false);
            connected.accept(future.channel());
        } else if (tried < addresses.length) {
            next();
        } else {
            fail(NetworkFaults.of(future.cause(), endpoint));
        }
    }

    private void timeout() {
        if (!done) {
            LinkFault fault = addresses.length == 0 ? NetworkFaults.lookupTimeout(endpoint) : NetworkFaults.connectTimeout(endpoint);
            fail(fault);
        }
    }

    private void fail(LinkFault fault) {
        cancel();
        failed.accept(fault);
    }
}
