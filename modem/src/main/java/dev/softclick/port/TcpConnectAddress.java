package dev.softclick.port;

/**
 * A TCP socket that calls a host: {@code tcp-connect:HOST:PORT}.
 *
 * @param host name or literal address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record TcpConnectAddress(String host, int port) implements PortAddress {
    static final String KIND = "tcp-connect";

    static TcpConnectAddress parse(String text, String rest) {
        HostAndPort at = HostAndPort.parse(text, KIND, rest, 1);
        return new TcpConnectAddress(at.host(), at.port());
    }

    @Override
    public TcpConnectPort create(PortOptions options) {
        return new TcpConnectPort(host, port);
    }

    @Override
    public String toString() {
        return KIND + ":" + new HostAndPort(host, port);
    }
}
