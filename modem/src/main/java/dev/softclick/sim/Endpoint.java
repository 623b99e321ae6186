package dev.softclick.sim;

import java.util.Locale;

/**
 * Where the cloud is: host name or address, and TCP port.
 *
 * @param host DNS name in ASCII or literal IP address, without brackets; at most 253 characters, 63 between two dots (RFC 1035 clause
 * 2.3.4)
 * @param port 1 to 65535; 8883 is MQTT over TLS, 443 is MQTT over TLS with ALPN {@code x-amzn-mqtt-ca}
 */
public record Endpoint(String host, int port) {
    /** MQTT over TLS (IANA {@code secure-mqtt}). */
    public static final int MQTTS_PORT = 8883;

    /** MQTT over TLS where only HTTPS gets out: AWS IoT takes it there by ALPN. */
    public static final int HTTPS_PORT = 443;

    /** @throws IllegalArgumentException with a plain reason */
    public Endpoint {
        if (!isHost(host)) {
            throw new IllegalArgumentException("'" + host + "' is not a host name");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /** Reads {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}; the port defaults to 8883. */
    public static Endpoint parse(String text) {
        if (text.contains("://")) {
            throw new IllegalArgumentException("'" + text + "' is a URL: give HOST[:PORT] alone");
        }
        String host = text;
        String port = "";
        int colon = text.lastIndexOf(':');
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0 || end + 1 < text.length() && text.charAt(end + 1) != ':') {
                throw new IllegalArgumentException("'" + text + "' is not HOST[:PORT]");
            }
            host = text.substring(1, end);
            port = end + 1 < text.length() ? text.substring(end + 2) : "";
        } else if (colon >= 0 && text.indexOf(':') == colon) {
            host = text.substring(0, colon);
            port = text.substring(colon + 1);
        }
        if (!port.isEmpty() && !LuhnDigit.isDigits(port, 1, 5)) {
            throw new IllegalArgumentException("a port is 1 to 65535, not '" + port + "'");
        }
        return new Endpoint(host, port.isEmpty() ? MQTTS_PORT : Integer.parseInt(port));
    }

    /** Whether it is an endpoint of AWS (Amazon's own domains, China's included), whose limits hold then. */
    public boolean isAws() {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".amazonaws.com") || name.endsWith(".amazonaws.com.cn");
    }

    private static boolean isHost(String text) {
        if (text.length() > 253) {
            return false;
        }
        boolean address6 = text.indexOf(':') >= 0;
        for (String label : text.split("\\.", -1)) {
            boolean allowed = label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || c == '-' || c == '_' || address6 && (c == ':' || c == '%'));
            if (label.isEmpty() || label.length() > 63 || !allowed) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
