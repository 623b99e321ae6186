package dev.softclick.port;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP connection to a host that listens, as a terminal server or an emulator does: {@code tcp-connect:HOST:PORT}.
 *
 * <p>Whoever is there is called again and again, for ever: {@link LineSignal.Detached} when it is not there or has gone, once; {@link LineSignal.Attached} when it is. A remote
 * that sends no more has gone.
 */
public final class TcpConnectPort extends SocketPort {
    /** Before the second call. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** The most there is between two calls. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TcpConnectPort.class);

    private final HostAndPort remote;

    /** This and what follows is for the loop's thread only. */
    private final DialPauses pauses;

    private @Nullable Dialler dialler;
    private boolean toldDetached;
    private long connectedAt;

    /**
     * A port that will call there.
     *
     * @param host name or literal address, IPv6 without brackets; a name is looked up for each call
     * @param port 1 to 65535
     */
    public TcpConnectPort(String host, int port) {
        this(new HostAndPort(host, port), new DialPauses(FIRST_PAUSE, LONGEST_PAUSE));
    }

    TcpConnectPort(HostAndPort remote, DialPauses pauses) {
        super(Duration.ZERO);
        this.remote = remote;
        this.pauses = pauses;
    }

    @Override
    public String address() {
        return TcpConnectAddress.KIND + ":" + remote;
    }

    @Override
    void begin(SocketLoop loop) {
        loop.post(() -> call(loop));
    }

    private void call(SocketLoop loop) {
        synchronized (lock) {
            if (!owner.closed()) {
                dialler = Dialler.call(loop, remote, new Call(loop));
            }
        }
    }

    private void callLater(SocketLoop loop) {
        loop.after(pauses.take(), () -> call(loop));
    }

    private final class Call implements Dialler.Outcome {
        private final SocketLoop loop;

        Call(SocketLoop loop) {
            this.loop = loop;
        }

        @Override
        public void connected(SocketChannel channel) {
            Turn turn;
            synchronized (lock) {
                if (owner.closed()) {
                    loop.close(channel);
                    return;
                }
                try {
                    turn = adopt(loop, channel);
                } catch (IOException e) {
                    loop.close(channel);
                    turn = null;
                }
            }
            if (turn == null) {
                failed(new IOException("the connection broke"));
                return;
            }
            connectedAt = System.nanoTime();
            tell(turn);
        }

        @Override
        public void failed(IOException reason) {
            LOG.debug("{}: {}", address(), reason.toString());
            owner.tell(told -> detached(told, "nobody is there (" + reason.getMessage() + ")"));
            callLater(loop);
        }
    }

    private void detached(PortListener told, String why) {
        if (!toldDetached) {
            toldDetached = true;
            LOG.warn("{}: {}; calling again until somebody answers", address(), why);
            told.signalled(new LineSignal.Detached());
        }
    }

    @Override
    void arrived(PortListener told) {
        if (toldDetached) {
            LOG.warn("{}: connected", address());
        }
        toldDetached = false;
        told.signalled(new LineSignal.Attached());
    }

    @Override
    void left(SocketLoop loop, PortListener told) {
        pauses.stood(System.nanoTime() - connectedAt);
        detached(told, "the connection has ended");
        callLater(loop);
    }

    @Override
    void end(SocketLoop loop) {
        loop.post(() -> {
            if (dialler != null) {
                dialler.cancel();
            }
        });
    }
}
