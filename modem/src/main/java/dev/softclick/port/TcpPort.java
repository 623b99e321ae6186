package dev.softclick.port;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket that listens for one host at a time: {@code tcp:HOST:PORT}.
 *
 * <p>A second host is told {@code BUSY} and sent away, or takes over, as {@link ListenPolicy} says. A host that has closed its sending half still gets
 * its answers, until nothing has been written to it for {@link #GOODBYE_GRACE} or another host comes.
 */
public final class TcpPort extends ListeningPort {
    /** How long a host that sends no more is written to, counted from the last write. */
    static final Duration GOODBYE_GRACE = Duration.ofSeconds(10);

    private final String kind;
    private final HostAndPort asked;
    private final ListenPolicy policy;
    private @Nullable InetSocketAddress bound;

    /**
     * A port that will listen there, for hosts on this machine.
     *
     * @param hostName name or literal address of this machine, IPv6 without brackets
     * @param port 0 to 65535; 0 lets the system choose
     */
    public TcpPort(String hostName, int port) {
        this(hostName, port, ListenPolicy.CAREFUL);
    }

    /** As {@link #TcpPort(String, int)}, for whom {@code policy} admits. */
    public TcpPort(String hostName, int port, ListenPolicy policy) {
        this(TcpAddress.KIND, new HostAndPort(hostName, port), policy, GOODBYE_GRACE);
    }

    TcpPort(String kind, HostAndPort asked, ListenPolicy policy, Duration goodbyeGrace) {
        super(policy.takeover(), goodbyeGrace);
        this.kind = kind;
        this.asked = asked;
        this.policy = policy;
    }

    @Override
    ServerSocketChannel bind() throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(asked.host(), asked.port());
        InetAddress address = wanted.getAddress();
        if (address == null) {
            throw new IOException(text() + ": " + asked.host() + " is no address of this machine: use " + kind + ":HOST:PORT, as " + kind + ":127.0.0.1:5000");
        }
        if (!address.isLoopbackAddress() && !policy.listenAny()) {
            throw new IOException(text() + " could be reached from other machines, and an AT line has no password: add --listen-any if that is meant, or use "
                    + kind + ":127.0.0.1:" + asked.port());
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            bind(channel, wanted);
            bound = (InetSocketAddress) channel.getLocalAddress();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    text() + " can't be listened on (" + e.getMessage() + "): choose another --port " + kind + ":HOST:PORT; port 0 takes a free one", e);
        }
    }

    /** A port of ours that was just closed may hold the address until the selector has let go of it. */
    private static void bind(ServerSocketChannel channel, InetSocketAddress wanted) throws IOException {
        try {
            channel.bind(wanted, BACKLOG);
        } catch (BindException e) {
            SocketLoop.running().letGo();
            channel.bind(wanted, BACKLOG);
        }
    }

    @Override
    boolean admits(SocketChannel caller) throws IOException {
        return caller.getRemoteAddress() instanceof InetSocketAddress from && policy.admits(from.getAddress());
    }

    private String text() {
        return kind + ":" + asked;
    }

    @Override
    public String address() {
        synchronized (lock) {
            return kind + ":" + (bound == null ? asked : asked.withPort(bound.getPort()));
        }
    }

    /** Whether only this machine can reach it. Valid once open. */
    public boolean loopback() {
        synchronized (lock) {
            return bound != null && bound.getAddress().isLoopbackAddress();
        }
    }

    @Override
    public Optional<String> caution() {
        if (loopback()) {
            return Optional.empty();
        }
        String who = policy.allowed().isEmpty() ? "other machines" : "any machine of " + policy.allowed().toString().replaceAll("[\\[\\]]", "");
        return Optional.of(address() + " can be reached from " + who + ", and an AT line has no password"
                + (policy.allowed().isEmpty() ? ": --allow CIDR limits who may" : ""));
    }
}
