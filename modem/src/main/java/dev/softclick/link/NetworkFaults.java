package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Objects;

/** Turns what kept a TCP connection from standing into a {@link LinkFault} in plain words. */
final class NetworkFaults {
    private NetworkFaults() {}

    static LinkFault unknownHost(Endpoint endpoint) {
        return new LinkFault(Cause.DNS, "DNS knows no host " + endpoint.host());
    }

    static LinkFault lookupTimeout(Endpoint endpoint) {
        return new LinkFault(Cause.DNS, "no answer from DNS in time for " + endpoint.host());
    }

    static LinkFault connectTimeout(Endpoint endpoint) {
        return new LinkFault(Cause.CONNECT_TIMEOUT, "no answer from " + endpoint + " in time");
    }

    static LinkFault of(Throwable cause, Endpoint endpoint) {
        String words = Objects.toString(cause.getMessage(), "");
        return switch (cause) {
            case ConnectTimeoutException _ -> connectTimeout(endpoint);
            case NoRouteToHostException _ -> unreachable(endpoint);
            // The JDK has no exceptions of their own for these: the words are the kernel's.
            case Exception _ when words.contains("unreachable") || words.contains("No route") -> unreachable(endpoint);
            case ConnectException _ when words.contains("timed out") -> connectTimeout(endpoint);
            case ConnectException _ when words.contains("refused") ->
                new LinkFault(Cause.CONNECTION_REFUSED, "nothing listens at " + endpoint + " (connection refused)");
            default ->
                new LinkFault(Cause.NETWORK_UNREACHABLE, "no connection to " + endpoint + ": " + Refusal.clean(
                        words.isEmpty() ? cause.getClass().getSimpleName() : words));
        };
    }

    private static LinkFault unreachable(Endpoint endpoint) {
        return new LinkFault(Cause.NETWORK_UNREACHABLE, "the network can't reach " + endpoint);
    }
}
