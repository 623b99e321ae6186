package dev.softclick.port;

import java.net.InetAddress;

/**
 * The {@code HOST:PORT} of an address.
 *
 * @param host name or literal address, IPv6 without brackets
 * @param port 0 to 65535
 */
record HostAndPort(String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_DIGITS = 5;

    /** @throws IllegalArgumentException with one line, where {@code kind} serves for the example and {@code whole} is what the person wrote */
    static HostAndPort parse(String whole, String kind, String rest, int minPort) {
        int colon = rest.lastIndexOf(':');
        String host = colon < 0 ? rest : rest.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw PortRefused.because(whole, "an IPv6 address goes in brackets, as in " + kind + ":[::1]:5000");
        }
        String port = colon < 0 ? "" : rest.substring(colon + 1);
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '[' || c == ']')) {
            throw PortRefused.because(whole, "HOST is a name or address, as in " + kind + ":127.0.0.1:5000");
        }
        boolean digits = !port.isEmpty() && port.length() <= MAX_DIGITS && port.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || Integer.parseInt(port) > MAX_PORT || Integer.parseInt(port) < minPort) {
            throw PortRefused.because(whole, "PORT is " + minPort + " to " + MAX_PORT + (minPort == 0 ? ", 0 takes a free one" : ""));
        }
        return new HostAndPort(host, Integer.parseInt(port));
    }

    HostAndPort withPort(int other) {
        return new HostAndPort(host, other);
    }

    /** Whether the host is written as an address, and not one that only this machine reaches. */
    boolean exposed() {
        try {
            return !InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
