package dev.softclick.port;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket that listens for one host at a time: {@code tcp:HOST:PORT}.
 *
 * <p>A second host is told {@code BUSY} and sent away. A host that has closed its sending half still gets its answers, until nothing has been
 * written to it for {@link #GOODBYE_GRACE} or another host comes.
 */
public final class TcpPort implements Port {
    /** How long a host that sends no more is written to, counted from the last write. */
    static final Duration GOODBYE_GRACE = Duration.ofSeconds(10);

    /** How long no host is accepted after the system refused to (it has no descriptors left). */
    private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);

    private static final int READ_BYTES = 16_384;
    private static final int BACKLOG = 8;

    private final String hostName;
    private final int askedPort;
    private final Duration goodbyeGrace;
    private final ByteBuffer inbound = ByteBuffer.allocate(READ_BYTES);

    /** Guards all below. The listener is never called with it held. */
    private final Object lock = new Object();

    private @Nullable TcpLoop loop;
    private @Nullable ServerSocketChannel server;
    private @Nullable SelectionKey accepting;
    private @Nullable PortListener listener;
    private @Nullable InetSocketAddress bound;
    private @Nullable TcpHost host;
    private boolean reading = true;
    private boolean closed;

    /**
     * A port that will listen there.
     *
     * @param hostName name or literal address of this machine, IPv6 without brackets
     * @param port 0 to 65535; 0 lets the system choose
     */
    public TcpPort(String hostName, int port) {
        this(hostName, port, GOODBYE_GRACE);
    }

    TcpPort(String hostName, int port, Duration goodbyeGrace) {
        this.hostName = hostName;
        this.askedPort = port;
        this.goodbyeGrace = goodbyeGrace;
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            if (closed || server != null) {
                throw new IllegalStateException("a port opens once");
            }
            this.listener = listener;
            loop = TcpLoop.running();
            try {
                server = bind();
                bound = (InetSocketAddress) server.getLocalAddress();
                accepting = loop.register(server, SelectionKey.OP_ACCEPT, this::accept);
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    private ServerSocketChannel bind() throws IOException {
        InetSocketAddress wanted = new InetSocketAddress(hostName, askedPort);
        String name = PortAddress.Tcp.text(hostName, askedPort);
        if (wanted.isUnresolved()) {
            throw new IOException(name + ": " + hostName + " is no address of this machine: use tcp:HOST:PORT, as tcp:127.0.0.1:5000");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            return channel.bind(wanted, BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw new IOException(
                    name + " can't be listened on (" + e.getMessage() + "): choose another --port tcp:HOST:PORT; port 0 takes a free one", e);
        }
    }

    @Override
    public String address() {
        synchronized (lock) {
            return PortAddress.Tcp.text(hostName, bound == null ? askedPort : bound.getPort());
        }
    }

    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    /** Whether only this machine can reach it. Valid once open. */
    public boolean loopback() {
        synchronized (lock) {
            return bound != null && bound.getAddress().isLoopbackAddress();
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (closed || host == null) {
                return true;
            }
            if (host.hasPending()) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            try {
                if (host.write(bytes)) {
                    return true;
                }
                host.arm(reading);
                return false;
            } catch (IOException e) {
                dropHost();
                return true;
            }
        }
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            reading = on;
            if (host != null) {
                host.arm(on);
            }
        }
    }

    private void accept() {
        boolean drained;
        synchronized (lock) {
            if (closed || loop == null || server == null || accepting == null) {
                return;
            }
            SocketChannel caller = null;
            try {
                caller = server.accept();
                if (caller == null) {
                    return;
                }
                caller.configureBlocking(false);
                if (host != null && !host.saidGoodbye()) {
                    TcpBusy.turnAway(loop, caller);
                    return;
                }
                drained = dropHost();
                TcpHost arrived = new TcpHost(loop, caller, this::serve);
                arrived.arm(reading);
                host = arrived;
            } catch (IOException e) {
                if (caller != null) {
                    loop.close(caller);
                } else {
                    pauseAccepting(loop, accepting);
                }
                return;
            }
        }
        tellDrained(drained);
    }

    private static void pauseAccepting(TcpLoop loop, SelectionKey key) {
        loop.interest(key, 0);
        loop.after(ACCEPT_PAUSE.toNanos(), () -> loop.interest(key, SelectionKey.OP_ACCEPT));
    }

    /** Says whether an answer to a write was owed. */
    private boolean dropHost() {
        TcpHost gone = host;
        host = null;
        if (gone == null) {
            return false;
        }
        gone.close();
        return gone.hasPending();
    }

    /** On the TCP thread: what the host sent, then what it has room for. */
    private void serve() {
        int got = 0;
        boolean drained = false;
        synchronized (lock) {
            TcpHost present = host;
            if (closed || present == null) {
                return;
            }
            int ready = present.readyOps();
            try {
                if ((ready & SelectionKey.OP_READ) != 0 && reading) {
                    got = present.read(inbound.clear());
                    if (got < 0) {
                        watchGoodbye(present);
                    }
                }
                if ((ready & SelectionKey.OP_WRITE) != 0 && present.hasPending()) {
                    drained = present.push();
                }
                present.arm(reading);
            } catch (IOException e) {
                drained = dropHost();
            }
        }
        PortListener owner = owner();
        if (owner != null && got > 0) {
            owner.received(inbound.array(), 0, got);
        }
        tellDrained(drained);
    }

    private void watchGoodbye(TcpHost leaving) {
        if (loop != null) {
            long left = leaving.lastWriteNanos() + goodbyeGrace.toNanos() - System.nanoTime();
            loop.after(left, () -> goodbyeDue(leaving));
        }
    }

    private void goodbyeDue(TcpHost leaving) {
        boolean drained = false;
        synchronized (lock) {
            if (closed || host != leaving) {
                return;
            }
            if (System.nanoTime() - leaving.lastWriteNanos() < goodbyeGrace.toNanos()) {
                watchGoodbye(leaving);
            } else {
                drained = dropHost();
            }
        }
        tellDrained(drained);
    }

    private void tellDrained(boolean drained) {
        PortListener owner = drained ? owner() : null;
        if (owner != null) {
            owner.drained();
        }
    }

    private @Nullable PortListener owner() {
        synchronized (lock) {
            return closed ? null : listener;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            dropHost();
            if (loop != null && server != null) {
                loop.close(server);
            }
        }
    }
}
