package dev.softclick.sim;

import java.util.Locale;

/**
 * A proxy that connections go through; it looks the cloud's name up, too.
 *
 * @param kind how it is spoken to
 * @param at where it is
 */
public record NetworkProxy(Kind kind, Endpoint at) {
    /** How a proxy is spoken to. */
    public enum Kind {
        /** SOCKS 5 (RFC 1928), without a password. */
        SOCKS5,
        /** HTTP CONNECT (RFC 9110 clause 9.3.6), without a password. */
        HTTP
    }

    /**
     * Reads {@code socks5://HOST:PORT} or {@code http://HOST:PORT}.
     *
     * @throws IllegalArgumentException with a plain reason; what was read may be a password and is not quoted
     */
    public static NetworkProxy parse(String text) {
        for (Kind kind : Kind.values()) {
            String scheme = kind.name().toLowerCase(Locale.ROOT) + "://";
            if (text.startsWith(scheme) && text.lastIndexOf(':') > scheme.length() && text.indexOf('@') < 0 && !text.endsWith(":")) {
                return new NetworkProxy(kind, Endpoint.parse(text.substring(scheme.length())));
            }
        }
        throw new IllegalArgumentException("a proxy is socks5://HOST:PORT or http://HOST:PORT, without a password");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "://" + at;
    }
}
