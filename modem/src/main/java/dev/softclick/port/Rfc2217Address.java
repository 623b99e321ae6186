package dev.softclick.port;

/**
 * A telnet server with COM port control: {@code rfc2217:HOST:PORT}.
 *
 * @param host name or literal address of this machine, IPv6 without brackets
 * @param port 0 to 65535; 0 lets the system choose
 */
public record Rfc2217Address(String host, int port) implements PortAddress {
    static final String KIND = "rfc2217";

    static Rfc2217Address parse(String text, String rest) {
        HostAndPort at = HostAndPort.parse(text, KIND, rest, 0);
        return new Rfc2217Address(at.host(), at.port());
    }

    @Override
    public Rfc2217Port create(PortOptions options) {
        return new Rfc2217Port(host, port, options.listening(), options.line().rate());
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
