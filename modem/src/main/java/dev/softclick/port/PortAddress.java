package dev.softclick.port;

import java.nio.file.Path;

/** Where a modem is to be found, as {@code --port} says it: {@code pty:LINK}, {@code tcp:HOST:PORT} or {@code stdio}. */
public sealed interface PortAddress {
    /** What {@link #parse} takes, for help and messages. */
    String ALLOWED = "pty:LINK, tcp:HOST:PORT or stdio";

    /** The port meant, not yet open. */
    Port create();

    /**
     * Reads what {@code --port} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    static PortAddress parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "pty" -> Pty.parse(text, rest);
            case "tcp" -> Tcp.parse(text, rest);
            case "stdio" -> {
                if (colon >= 0) {
                    throw refused(text, "stdio stands alone");
                }
                yield new Stdio();
            }
            default -> throw refused(text, "no such kind of port");
        };
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is not a port (" + why + "): use " + ALLOWED);
    }

    /**
     * A pseudo terminal.
     *
     * @param link the symlink to it
     */
    record Pty(Path link) implements PortAddress {
        private static PortAddress parse(String text, String link) {
            if (link.isEmpty() || link.endsWith("/") || link.indexOf('\0') >= 0) {
                throw refused(text, "LINK is the path of a symlink to make, as in pty:/tmp/softclick");
            }
            return new Pty(Path.of(link));
        }

        @Override
        public PtyPort create() {
            return new PtyPort(link);
        }

        @Override
        public String toString() {
            return "pty:" + link;
        }
    }

    /**
     * A TCP socket that listens.
     *
     * @param host name or literal address, IPv6 without brackets
     * @param port 0 to 65535; 0 lets the system choose
     */
    record Tcp(String host, int port) implements PortAddress {
        private static final int MAX_PORT = 65_535;

        private static PortAddress parse(String text, String rest) {
            int colon = rest.lastIndexOf(':');
            String host = colon < 0 ? rest : rest.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            } else if (host.indexOf(':') >= 0) {
                throw refused(text, "an IPv6 address goes in brackets, as in tcp:[::1]:5000");
            }
            String port = colon < 0 ? "" : rest.substring(colon + 1);
            if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '[' || c == ']')) {
                throw refused(text, "HOST is a name or address of this machine, as in tcp:127.0.0.1:5000");
            }
            if (port.isEmpty() || port.length() > 5 || !port.chars().allMatch(c -> c >= '0' && c <= '9') || Integer.parseInt(port) > MAX_PORT) {
                throw refused(text, "PORT is 0 to " + MAX_PORT + ", 0 takes a free one");
            }
            return new Tcp(host, Integer.parseInt(port));
        }

        static String text(String host, int port) {
            return "tcp:" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
        }

        @Override
        public TcpPort create() {
            return new TcpPort(host, port);
        }

        @Override
        public String toString() {
            return text(host, port);
        }
    }

    /** Standard input and output of this process. */
    record Stdio() implements PortAddress {
        @Override
        public StdioPort create() {
            return StdioPort.ofProcess();
        }

        @Override
        public String toString() {
            return "stdio";
        }
    }
}
