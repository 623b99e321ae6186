package dev.softclick.port;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@link SocketPort} that hosts call. While it has one, others are told {@code BUSY} and sent away, or the newest wins. */
abstract sealed class ListeningPort extends SocketPort permits TcpPort, UnixPort {
    /** How long no host is accepted after the system refused to (it has no descriptors left). */
    private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);

    static final int BACKLOG = 8;

    private final boolean takeover;
    private final BusyCallers busy = new BusyCallers();
    private final CallerPace pace = new CallerPace();
    private @Nullable ServerSocketChannel server;

    ListeningPort(boolean takeover, Duration goodbyeGrace) {
        super(goodbyeGrace);
        this.takeover = takeover;
    }

    /** The socket, listening and not blocking. Called once, with the lock held. */
    abstract ServerSocketChannel bind() throws IOException;

    /** Whether this caller may be the host at all; who may not is closed without a word. */
    boolean admits(SocketChannel caller) throws IOException {
        return true;
    }

    @Override
    final void begin(SocketLoop loop) throws IOException {
        ServerSocketChannel listening = bind();
        server = listening;
        Acceptor acceptor = new Acceptor(loop, listening);
        acceptor.key = loop.register(listening, 0, acceptor);
        acceptor.resume();
    }

    @Override
    void end(SocketLoop loop) {
        if (server != null) {
            loop.close(server);
        }
    }

    private final class Acceptor implements SocketLoop.Ready {
        private final SocketLoop loop;
        private final ServerSocketChannel listening;
        private @Nullable SelectionKey key;

        Acceptor(SocketLoop loop, ServerSocketChannel listening) {
            this.loop = loop;
            this.listening = listening;
        }

        @Override
        public void ready() {
            Turn turn = Turn.QUIET;
            synchronized (lock) {
                if (owner.closed()) {
                    return;
                }
                SocketChannel caller = null;
                try {
                    caller = listening.accept();
                    if (caller != null) {
                        pause(pace.took(System.nanoTime()));
                        turn = meet(caller);
                    }
                } catch (IOException e) {
                    if (caller != null) {
                        loop.close(caller);
                    } else {
                        pause(ACCEPT_PAUSE.toNanos());
                    }
                }
            }
            tell(turn);
        }

        private Turn meet(SocketChannel caller) throws IOException {
            caller.configureBlocking(false);
            if (!admits(caller)) {
                loop.close(caller);
                return Turn.QUIET;
            }
            if (occupied() && !takeover) {
                busy.turnAway(loop, caller);
                return Turn.QUIET;
            }
            return adopt(loop, caller);
        }

        private void pause(long nanos) {
            if (nanos > 0 && key != null) {
                loop.interest(key, 0);
                loop.after(nanos, this::resume);
            }
        }

        void resume() {
            if (key != null) {
                loop.interest(key, SelectionKey.OP_ACCEPT);
            }
        }
    }
}
