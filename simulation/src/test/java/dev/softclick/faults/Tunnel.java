package dev.softclick.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection through a {@link FaultProxy}: two sockets and a thread for each way. */
final class Tunnel {
    private static final int PIECE_BYTES = 4096;

    private final Socket modem;
    private final Optional<Socket> broker;
    private final Weather born;
    private final Supplier<Weather> weather;
    private final Consumer<Tunnel> onEnd;

    private Set<Way> frozen = EnumSet.noneOf(Way.class);
    private long frozenUntil = Long.MAX_VALUE;
    private int waysOpen = Way.values().length;
    private boolean ended;

    /**
     * @param broker nothing for a black hole
     * @param born what was the weather when it was accepted
     * @param weather what it is now
     */
    Tunnel(Socket modem, Optional<Socket> broker, Weather born, Supplier<Weather> weather, Consumer<Tunnel> onEnd) {
        this.modem = modem;
        this.broker = broker;
        this.born = born;
        this.weather = weather;
        this.onEnd = onEnd;
    }

    void start() {
        if (broker.isPresent()) {
            run("to-broker", () -> pump(Way.TO_BROKER, modem, broker.get()));
            run("to-modem", () -> pump(Way.TO_MODEM, broker.get(), modem));
        } else {
            run("black-hole", this::swallow);
        }
    }

    private static void run(String name, Runnable task) {
        Thread.ofPlatform().daemon().name("test-proxy-" + name).start(task);
    }

    private void swallow() {
        try {
            byte[] nothing = new byte[PIECE_BYTES];
            while (modem.getInputStream().read(nothing) >= 0) {
                // gone
            }
        } catch (IOException e) {
            // the modem has given up
        }
        hangUp();
    }

    private void pump(Way way, Socket from, Socket to) {
        byte[] piece = new byte[PIECE_BYTES];
        long passed = 0;
        try {
            OutputStream out = to.getOutputStream();
            for (int got = from.getInputStream().read(piece); got >= 0; got = from.getInputStream().read(piece)) {
                if (!stillForwards(way)) {
                    return;
                }
                holdUp(got);
                if (!stillForwards(way)) {
                    return;
                }
                int rest = got;
                int offset = 0;
                if (born.garbage().isPresent() && born.garbage().get().way() == way
                        && passed <= born.garbage().get().after() && passed + got > born.garbage().get().after()) {
                    offset = (int) (born.garbage().get().after() - passed);
                    out.write(piece, 0, offset);
                    out.write(born.garbage().get().bytes());
                    rest -= offset;
                }
                if (born.cut().isPresent() && born.cut().get().way() == way && passed + got > born.cut().get().after()) {
                    out.write(piece, offset, (int) Math.max(0, Math.min(rest, born.cut().get().after() - passed - offset)));
                    reset();
                    return;
                }
                out.write(piece, offset, rest);
                passed += got;
            }
            if (stillForwards(way)) {
                to.shutdownOutput();
                wayEnded();
            }
        } catch (IOException e) {
            if (stillForwards(way)) {
                reset(); // as one side was
            }
        }
    }

    private void holdUp(int bytes) {
        Weather now = weather.get();
        long nanos = now.delay().toNanos() + (now.bytesPerSecond() == 0 ? 0 : bytes * 1_000_000_000L / now.bytesPerSecond());
        if (nanos > 0) {
            LockSupport.parkNanos(nanos);
        }
    }

    /** Whether the way is open; while it is frozen, waits for the end. */
    private synchronized boolean stillForwards(Way way) {
        while (frozen.contains(way) && !ended) {
            long left = (frozenUntil - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                reset();
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reset();
            }
        }
        return !ended;
    }

    synchronized void freeze(Set<Way> ways, Duration life) {
        frozen = EnumSet.copyOf(ways);
        frozenUntil = System.nanoTime() + life.toNanos();
        // One that is silent is not in a pump's hands: somebody has to see that its time is over.
        Thread.ofVirtual().name("test-proxy-frozen").start(() -> {
            for (Way way : ways) {
                stillForwards(way);
            }
        });
        notifyAll();
    }

    private void wayEnded() {
        boolean last;
        synchronized (this) {
            last = --waysOpen == 0;
        }
        if (last) {
            hangUp();
        }
    }

    void reset() {
        end(true);
    }

    void hangUp() {
        end(false);
    }

    private synchronized void end(boolean byReset) {
        if (!ended) {
            ended = true;
            broker.ifPresent(socket -> close(socket, byReset));
            close(modem, byReset);
            onEnd.accept(this);
            notifyAll();
        }
    }

    /** Closes so that the other side sees RST. */
    static void reset(Socket socket) {
        close(socket, true);
    }

    private static void close(Socket socket, boolean byReset) {
        try (socket) {
            if (byReset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // closed already
        }
    }
}
