package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkProxy;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what kept a TCP connection from standing into a {@link LinkFault} in plain words. A proxy is named when it is the proxy's. */
final class NetworkFaults {
    private NetworkFaults() {}

    static LinkFault unknownHost(Endpoint target, @Nullable NetworkProxy proxy) {
        return new LinkFault(Cause.DNS, "DNS knows no host " + target.host() + (proxy == null ? "" : ", the proxy"));
    }

    static LinkFault lookupTimeout(Endpoint target, @Nullable NetworkProxy proxy) {
        return new LinkFault(Cause.DNS, "no answer from DNS in time for " + target.host() + (proxy == null ? "" : ", the proxy"));
    }

    static LinkFault connectTimeout(Endpoint target, @Nullable NetworkProxy proxy) {
        return new LinkFault(Cause.CONNECT_TIMEOUT, "no answer from " + named(target, proxy) + " in time");
    }

    /** The proxy took the connection and said nothing. */
    static LinkFault proxyTimeout(Endpoint endpoint, NetworkProxy proxy) {
        return new LinkFault(Cause.CONNECT_TIMEOUT, "the proxy " + proxy + " made no tunnel to " + endpoint + " in time");
    }

    /** @param local what the socket was to be bound to; null: nothing */
    static LinkFault of(Throwable cause, Endpoint target, @Nullable NetworkProxy proxy, @Nullable InetSocketAddress local) {
        String words = Objects.toString(cause.getMessage(), "");
        return switch (cause) {
            case ConnectTimeoutException _ -> connectTimeout(target, proxy);
            case NoRouteToHostException _ -> unreachable(target, proxy);
            // The JDK has no exceptions of their own for these: the words are the kernel's.
            case Exception _ when local != null && words.contains("assign requested address") ->
                new LinkFault(Cause.NETWORK_UNREACHABLE, "this machine has no address " + local.getAddress().getHostAddress() + " to leave from");
            case Exception _ when words.contains("unreachable") || words.contains("No route") -> unreachable(target, proxy);
            case ConnectException _ when words.contains("timed out") -> connectTimeout(target, proxy);
            case ConnectException _ when words.contains("refused") ->
                new LinkFault(Cause.CONNECTION_REFUSED, "nothing listens at " + named(target, proxy) + " (connection refused)");
            default ->
                new LinkFault(Cause.NETWORK_UNREACHABLE, "no connection to " + named(target, proxy) + ": " + Refusal.clean(
                        words.isEmpty() ? cause.getClass().getSimpleName() : words));
        };
    }

    private static LinkFault unreachable(Endpoint target, @Nullable NetworkProxy proxy) {
        return new LinkFault(Cause.NETWORK_UNREACHABLE, "the network can't reach " + named(target, proxy));
    }

    private static String named(Endpoint target, @Nullable NetworkProxy proxy) {
        return proxy == null ? target.toString() : "the proxy " + proxy;
    }
}
