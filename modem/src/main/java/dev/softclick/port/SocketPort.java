package dev.softclick.port;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A port whose host is at the other end of a stream socket, one host at a time; who gets whom there is up to its kinds.
 *
 * <p>A host that has closed its sending half still gets its answers, until nothing has been written to it for a grace, or another host comes.
 */
abstract sealed class SocketPort implements Port permits ListeningPort, TcpConnectPort {
    /** What is read in one turn. Bytes can be commands, and 2 KB of those are a millisecond or more of work that other ports wait for. */
    private static final int READ_BYTES = 2048;

    /** What the listener has to hear, in this order, once the lock is free. */
    record Turn(boolean left, boolean drained, boolean arrived) {
        static final Turn QUIET = new Turn(false, false, false);
    }

    /** Guards all below and what kinds add to it. The listener is never called with it held. */
    final Object lock = new Object();

    final PortOwner owner = new PortOwner();

    private final Duration goodbyeGrace;
    private final ByteBuffer inbound = ByteBuffer.allocate(READ_BYTES);
    /** Set once. */
    private @Nullable SocketLoop loop;

    private @Nullable HostConnection host;
    private boolean reading = true;

    /** @param goodbyeGrace how long a host that sends no more is written to, counted from the last write */
    SocketPort(Duration goodbyeGrace) {
        this.goodbyeGrace = goodbyeGrace;
    }

    /** Starts to look for hosts. Called once, with the lock held. */
    abstract void begin(SocketLoop loop) throws IOException;

    /** Releases what {@link #begin} took, as far as it got. Called once, with the lock held. */
    abstract void end(SocketLoop loop);

    /** Tells that a host has come. On the loop's thread, without the lock. */
    void arrived(PortListener told) {
        if (told instanceof HostListener attentive) {
            attentive.hostArrived();
        } else {
            told.signalled(new LineSignal.HostPresent(true));
        }
    }

    /** Tells that it has gone. On the loop's thread, without the lock. */
    void left(SocketLoop running, PortListener told) {
        if (told instanceof HostListener attentive) {
            attentive.hostLeft();
        } else {
            told.signalled(new LineSignal.HostPresent(false));
        }
    }

    @Override
    public final void open(PortListener listener) throws IOException {
        synchronized (lock) {
            owner.opens(listener);
            SocketLoop running = SocketLoop.running();
            loop = running;
            try {
                begin(running);
            } catch (IOException | RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    @Override
    public final boolean write(byte[] bytes) {
        synchronized (lock) {
            HostConnection present = host;
            if (owner.closed() || present == null || present.broken()) {
                return true;
            }
            if (present.hasPending()) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            try {
                if (present.write(bytes)) {
                    return true;
                }
                present.arm(reading);
                return false;
            } catch (IOException e) {
                // The loop's thread lets it go, so that its owner hears of hosts in order.
                present.broke();
                if (loop != null) {
                    loop.post(() -> lose(present));
                }
                return true;
            }
        }
    }

    @Override
    public final void reading(boolean on) {
        synchronized (lock) {
            reading = on;
            if (host != null) {
                host.arm(on);
            }
        }
    }

    /** Whether there is a host that has not begun to leave. With the lock held. */
    final boolean occupied() {
        return host != null && !host.leaving();
    }

    /** Makes {@code channel} the host, in place of the one before. On the loop's thread, with the lock held; {@link #tell} follows. */
    final Turn adopt(SocketLoop running, SocketChannel channel) throws IOException {
        HostConnection fresh = new HostConnection(running, channel, this::serve);
        Turn before = drop();
        host = fresh;
        fresh.arm(reading);
        return new Turn(before.left, before.drained, true);
    }

    private Turn drop() {
        HostConnection gone = host;
        host = null;
        if (gone == null) {
            return Turn.QUIET;
        }
        gone.close();
        return new Turn(true, gone.hasPending(), false);
    }

    /** On the loop's thread: what the host sent, then what it has room for. */
    private void serve() {
        int got = 0;
        Turn turn = Turn.QUIET;
        synchronized (lock) {
            HostConnection present = host;
            if (owner.closed() || present == null) {
                return;
            }
            int ready = present.readyOps();
            try {
                if ((ready & SelectionKey.OP_READ) != 0 && reading) {
                    got = present.read(inbound.clear());
                    if (got < 0) {
                        awaitGoodbye(present);
                    }
                }
                if ((ready & SelectionKey.OP_WRITE) != 0 && present.hasPending()) {
                    turn = new Turn(false, present.push(), false);
                }
                present.arm(reading);
            } catch (IOException e) {
                turn = drop();
            }
        }
        if (got > 0) {
            owner.received(inbound.array(), 0, got);
        }
        tell(turn);
    }

    private void awaitGoodbye(HostConnection leaving) {
        leaving.goodbyeIn(leaving.lastWriteNanos() + goodbyeGrace.toNanos() - System.nanoTime(), () -> goodbyeDue(leaving));
    }

    private void goodbyeDue(HostConnection leaving) {
        synchronized (lock) {
            if (System.nanoTime() - leaving.lastWriteNanos() < goodbyeGrace.toNanos()) {
                if (leaving.equals(host) && !owner.closed()) {
                    awaitGoodbye(leaving);
                }
                return;
            }
        }
        lose(leaving);
    }

    private void lose(HostConnection gone) {
        Turn turn;
        synchronized (lock) {
            if (owner.closed() || !gone.equals(host)) {
                return;
            }
            turn = drop();
        }
        tell(turn);
    }

    /** On the loop's thread, without the lock. */
    final void tell(Turn turn) {
        SocketLoop running = loop;
        if (turn.left && running != null) {
            owner.tell(told -> left(running, told));
        }
        owner.drained(turn.drained);
        if (turn.arrived) {
            owner.tell(this::arrived);
        }
    }

    @Override
    public final void close() {
        synchronized (lock) {
            if (!owner.closes()) {
                return;
            }
            drop();
            if (loop != null) {
                end(loop);
            }
        }
    }
}
