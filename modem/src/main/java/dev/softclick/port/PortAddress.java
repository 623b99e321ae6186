package dev.softclick.port;

import java.nio.file.Path;

/** Where a modem is to be found, as {@code --port} says it. */
public sealed interface PortAddress permits PortAddress.Pty, PortAddress.Stdio, Rfc2217Address, SerialAddress, TcpAddress, TcpConnectAddress, UnixAddress {
    /** What {@link #parse} takes, for help and messages. */
    String ALLOWED = "pty:LINK, serial:DEV, tcp:HOST:PORT, tcp-connect:HOST:PORT, rfc2217:HOST:PORT, unix:PATH or stdio";

    /** The port meant, not yet open. */
    Port create(PortOptions options);

    /** As {@link #create(PortOptions)} with {@link PortOptions#DEFAULTS}. */
    default Port create() {
        return create(PortOptions.DEFAULTS);
    }

    /** Whether each port made of it gets an address of its own, as {@code tcp:127.0.0.1:0} does. */
    default boolean chosenOnOpen() {
        return false;
    }

    /** What it names: equal for all spellings of one path. */
    default Object place() {
        return this;
    }

    /** Whether it is, as it is written, where other machines may reach it. A name is looked up only when the port is opened. */
    default boolean exposed() {
        return false;
    }

    /** Who may call it: {@link ListenPolicy} is for ports that are called. */
    default Callers callers() {
        return Callers.NONE;
    }

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
            case SerialAddress.KIND -> SerialAddress.parse(text, rest);
            case TcpAddress.KIND -> TcpAddress.parse(text, rest);
            case Rfc2217Address.KIND -> Rfc2217Address.parse(text, rest);
            case TcpConnectAddress.KIND -> TcpConnectAddress.parse(text, rest);
            case UnixAddress.KIND -> UnixAddress.parse(text, rest);
            case "stdio" -> {
                if (colon >= 0) {
                    throw PortRefused.because(text, "stdio stands alone");
                }
                yield new Stdio();
            }
            default -> throw PortRefused.because(text, "no such kind of port");
        };
    }

    /** Who may call a port. */
    enum Callers {
        /** Nobody: it is a device, or calls itself. */
        NONE,
        /** Programs of this machine. */
        PROGRAMS,
        /** Whoever the network lets through. */
        NETWORK
    }

    /**
     * A pseudo terminal.
     *
     * @param link the symlink to it
     */
    record Pty(Path link) implements PortAddress {
        private static PortAddress parse(String text, String link) {
            if (link.isEmpty() || link.endsWith("/") || link.indexOf('\0') >= 0) {
                throw PortRefused.because(text, "LINK is the path of a symlink to make, as in pty:/tmp/softclick");
            }
            return new Pty(Path.of(link));
        }

        @Override
        public Object place() {
            return link.toAbsolutePath().normalize();
        }

        @Override
        public PtyPort create(PortOptions options) {
            return new PtyPort(link, options.line().terminalReady());
        }

        @Override
        public String toString() {
            return "pty:" + link;
        }
    }

    /** Standard input and output of this process. */
    record Stdio() implements PortAddress {
        @Override
        public StdioPort create(PortOptions options) {
            return StdioPort.ofProcess();
        }

        @Override
        public String toString() {
            return "stdio";
        }
    }
}
