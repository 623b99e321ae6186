package dev.softclick.sim;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How connections leave the machine.
 *
 * @param from the local address, or the name of the interface, that they leave from; empty: as the machine routes them
 * @param proxy what they go through; empty: none
 * @param port 8883, or 443 with ALPN, instead of the port of the SIM's endpoint; empty: that one
 */
public record NetworkRoute(Optional<String> from, Optional<NetworkProxy> proxy, OptionalInt port) {
    /** Straight out. */
    public static final NetworkRoute DIRECT = new NetworkRoute(Optional.empty(), Optional.empty(), OptionalInt.empty());

    private static final int MAX_FROM = 64;

    /** @throws IllegalArgumentException with a plain reason */
    public NetworkRoute {
        if (from.isPresent() && !isPlace(from.get())) {
            throw new IllegalArgumentException("a network leaves from a local address or an interface: letters, digits and . _ : - % @, at most "
                    + MAX_FROM);
        }
        if (port.isPresent() && port.getAsInt() != Endpoint.MQTTS_PORT && port.getAsInt() != Endpoint.HTTPS_PORT) {
            throw new IllegalArgumentException("a network's port is " + Endpoint.MQTTS_PORT + " or " + Endpoint.HTTPS_PORT + ", not " + port.getAsInt());
        }
    }

    /** Where the endpoint is to be found this way. */
    public Endpoint to(Endpoint endpoint) {
        return port.isPresent() ? new Endpoint(endpoint.host(), port.getAsInt()) : endpoint;
    }

    private static boolean isPlace(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_FROM
                && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._:-%@".indexOf(c) >= 0);
    }
}
