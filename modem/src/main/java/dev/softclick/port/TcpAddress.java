package dev.softclick.port;

/**
 * A TCP socket that listens: {@code tcp:HOST:PORT}.
 *
 * @param host name or literal address of this machine, IPv6 without brackets
 * @param port 0 to 65535; 0 lets the system choose
 */
public record TcpAddress(String host, int port) implements PortAddress {
    static final String KIND = "tcp";

    static TcpAddress parse(String text, String rest) {
        HostAndPort at = HostAndPort.parse(text, KIND, rest, 0);
        return new TcpAddress(at.host(), at.port());
    }

    @Override
    public TcpPort create(PortOptions options) {
        return new TcpPort(host, port, options.listening());
    }

    @Override
    public boolean chosenOnOpen() {
        return port == 0;
    }

    @Override
    public boolean exposed() {
        return new HostAndPort(host, port).exposed();
    }

    @Override
    public Callers callers() {
        return Callers.NETWORK;
    }

    @Override
    public String toString() {
        return KIND + ":" + new HostAndPort(host, port);
    }
}
