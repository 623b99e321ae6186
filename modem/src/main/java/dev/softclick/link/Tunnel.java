package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkProxy;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way through one address of a proxy, below TLS. The proxy is given the name of the cloud and looks it up itself. The only class that knows
 * netty-handler-proxy, which is not even loaded while no route has a proxy.
 */
@SuppressWarnings("FutureReturnValueIgnored") // answered by listeners
final class Tunnel extends ChannelInitializer<Channel> {
    /** What comes before a proxy's answer in the handler's exceptions, for HTTP and SOCKS alike. */
    private static final String STATUS = ", status: ";

    private final NetworkProxy proxy;
    private final Endpoint endpoint;
    private final ProxyHandler handler;
    private final ChannelHandler last = new Swallowing();

    Tunnel(NetworkProxy proxy, InetSocketAddress at, Endpoint endpoint) {
        this.proxy = proxy;
        this.endpoint = endpoint;
        this.handler = switch (proxy.kind()) {
            case SOCKS5 -> new Socks5ProxyHandler(at);
            case HTTP -> new HttpProxyHandler(at);
        };
        // The dialer has a timer for all of it.
        handler.setConnectTimeoutMillis(0);
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(handler, last);
    }

    /** Where the channel is to be connected to; the handler turns aside to the proxy. */
    InetSocketAddress destination() {
        String host = endpoint.host();
        return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)
                ? new InetSocketAddress(host, endpoint.port())
                : InetSocketAddress.createUnresolved(host, endpoint.port());
    }

    /** Answers when the proxy has, on the event loop: null when the tunnel stands. To be called when TCP does. */
    void answer(Consumer<@Nullable LinkFault> answered) {
        handler.connectFuture().addListener(future -> {
            if (future.isSuccess()) {
                handler.connectFuture().getNow().pipeline().remove(last);
            }
            answered.accept(future.isSuccess() ? null : fault(future.cause()));
        });
    }

    private LinkFault fault(Throwable cause) {
        // "http, none, proxy/1.2.3.4:3128 => host:8883, status: 403 Forbidden"; what the proxy itself says may hold commas.
        String words = Objects.toString(cause.getMessage(), "");
        int status = words.indexOf(STATUS);
        if (status >= 0) {
            String said = words.substring(status + STATUS.length());
            return proxy.kind() == NetworkProxy.Kind.HTTP ? http(said) : socks(said);
        }
        if (words.contains(", unexpected authMethod: ")) {
            return new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " wants a password, or is no SOCKS 5 proxy");
        }
        return words.endsWith(", disconnected")
                ? new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " closed the connection without a tunnel to " + endpoint)
                : new LinkFault(Cause.CONNECTION_REFUSED, "what answers at " + proxy.at() + " is no " + kind() + " proxy");
    }

    private LinkFault http(String status) {
        return switch (status.substring(0, Math.min(3, status.length()))) {
            case "407" -> new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " wants a password (407), which a SIM's network can't have");
            case "502", "503" -> new LinkFault(Cause.NETWORK_UNREACHABLE, "the proxy " + proxy + " can't reach " + endpoint + ": " + Refusal.clean(status));
            case "504" -> new LinkFault(Cause.CONNECT_TIMEOUT, "the proxy " + proxy + " gets no answer from " + endpoint + " (504)");
            case "999" -> new LinkFault(Cause.CONNECTION_REFUSED, "what answers at " + proxy.at() + " is no HTTP proxy");
            default -> new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " refuses a tunnel to " + endpoint + ": " + Refusal.clean(status));
        };
    }

    /** Replies of RFC 1928 clause 6, as the codec names them. */
    private LinkFault socks(String status) {
        String name = status.replaceFirst("\\(\\d+\\)$", "");
        return switch (name) {
            case "FORBIDDEN" -> new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " refuses a tunnel to " + endpoint + ": its rules forbid it");
            case "CONNECTION_REFUSED" ->
                new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " finds nothing that listens at " + endpoint + " (connection refused)");
            case "TTL_EXPIRED" -> new LinkFault(Cause.CONNECT_TIMEOUT, "the proxy " + proxy + " gets no answer from " + endpoint);
            case "NETWORK_UNREACHABLE", "HOST_UNREACHABLE", "FAILURE" ->
                new LinkFault(Cause.NETWORK_UNREACHABLE, "the proxy " + proxy + " can't reach " + endpoint);
            default -> new LinkFault(Cause.CONNECTION_REFUSED, "the proxy " + proxy + " refuses a tunnel to " + endpoint + " (" + Refusal.clean(name) + ")");
        };
    }

    private String kind() {
        return proxy.kind() == NetworkProxy.Kind.HTTP ? "HTTP" : "SOCKS 5";
    }

    /** What goes wrong is told by the future; what a proxy sends beyond its answer is nobody's. */
    private static final class Swallowing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // told by the future
        }
    }
}
