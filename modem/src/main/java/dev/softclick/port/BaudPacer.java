package dev.softclick.port;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a port as slow as a serial line, both ways: a byte is handed on when its bits (10 for 8N1: start, 8 data, stop) would have passed.
 *
 * <p>Deadlines are kept, not delays, so a late timer costs no throughput, neither within a run of bytes nor where one end answers the other. While the line is idle no timer runs. The listener is called on the
 * timer's thread only, without a lock held. Signals stay in order with the bytes; the rate that a host sets is the pacer's for the bytes after it.
 */
public final class BaudPacer implements Port {
    /** Slowest line, in bits a second. */
    public static final int MIN_BAUD = 50;

    /** Fastest line, in bits a second. */
    public static final int MAX_BAUD = 10_000_000;

    /** Inbound bytes kept before the port below is told to stop; what that hands over in one piece comes on top. */
    static final int INBOUND_BYTES = 4096;

    /** Signals kept before the port below is told to stop; those of one piece come on top, breaks in a row as one. */
    static final int INBOUND_SIGNALS = 64;

    /** Least time between two ticks, so that a fast line does not mean a wake-up a byte. */
    static final long TICK_NANOS = 1_000_000;

    /** Longest such time that can be asked for, in nanoseconds. */
    private static final long MAX_TICK_NANOS = 1_000_000_000;

    /** Most steps in one tick: then other lines of the same timer have their turn. */
    private static final int STEPS_A_TICK = 8;

    private final Port below;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;
    private final long tickNanos;
    private final PortOwner owner = new PortOwner();

    /** Guards all below and the calls of {@link #below}; the listener is never called with it held. */
    private final Object lock = new Object();

    private final PacedOutbound outbound;
    private final PacedInbound inbound;
    private boolean ticking;
    private @Nullable Thread telling;
    private boolean tickAgain;
    private long lastTick;
    private @Nullable Future<?> scheduled;
    private long scheduledAt;

    /**
     * Paces {@code below}, which it owns from now on.
     *
     * @param baud bits a second, {@link #MIN_BAUD} to {@link #MAX_BAUD}
     * @param nanoTime as {@link System#nanoTime()}
     * @param timer runs the ticks; may be shared, is not shut down here
     */
    public BaudPacer(Port below, int baud, LongSupplier nanoTime, ScheduledExecutorService timer) {
        this(below, baud, Framing.EIGHT_N_ONE, nanoTime, timer);
    }

    /** As the other, with a framing of its own: it says how many bits a byte takes. */
    public BaudPacer(Port below, int baud, Framing framing, LongSupplier nanoTime, ScheduledExecutorService timer) {
        this(below, baud, framing, nanoTime, timer, TICK_NANOS);
    }

    /**
     * As the others, but coarser: between two ticks pass at least {@code tickNanos} (0 to 1 s), for thousands of lines on one timer. Bytes then come
     * several at once, the last of those at hand as punctual as ever.
     */
    public BaudPacer(Port below, int baud, Framing framing, LongSupplier nanoTime, ScheduledExecutorService timer, long tickNanos) {
        if (tickNanos < 0 || tickNanos > MAX_TICK_NANOS) {
            throw new IllegalArgumentException("ticks are 0 to 1 s apart, not " + tickNanos + " ns");
        }
        this.tickNanos = tickNanos;
        this.below = below;
        checked(baud);
        this.nanoTime = nanoTime;
        this.timer = timer;
        long now = nanoTime.getAsLong();
        Lateness lateness = new Lateness();
        outbound = new PacedOutbound(below, new LineTime(now, baud, framing.bitsAByte()), lateness);
        inbound = new PacedInbound(below, new LineTime(now, baud, framing.bitsAByte()), lateness, baud);
        lastTick = now - tickNanos;
    }

    private static int checked(int baud) {
        if (baud < MIN_BAUD || baud > MAX_BAUD) {
            throw new IllegalArgumentException("a baud rate is " + MIN_BAUD + " to " + MAX_BAUD + ", not " + baud);
        }
        return baud;
    }

    @Override
    public boolean timed() {
        return true;
    }

    @Override
    public Optional<String> caution() {
        return below.caution();
    }

    @Override
    public boolean tellsTerminalReady() {
        return below.tellsTerminalReady();
    }

    /** A chunk that is being written leaves at the old rate. */
    @Override
    public void rate(int bitsPerSecond) {
        synchronized (lock) {
            inbound.rate(checked(bitsPerSecond));
            outbound.rate(bitsPerSecond);
        }
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            owner.opens(listener);
        }
        below.open(new FromBelow());
    }

    @Override
    public String address() {
        return below.address();
    }

    @Override
    public Optional<String> path() {
        return below.path();
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (outbound.busy()) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            if (owner.closed() || bytes.length == 0) {
                return true;
            }
            outbound.begin(bytes, written(), inbound.baud());
            schedule();
            return false;
        }
    }

    /**
     * When what is written now was: what the listener answers while it is told something, at the moment it was told. The next byte of a real module
     * waits in its UART while the one before is still on the wire; so the time that the listener computes is not the line's.
     */
    private long written() {
        long now = nanoTime.getAsLong();
        boolean answers = Thread.currentThread().equals(telling) && now - lastTick < Lateness.MEMORY_NANOS;
        return answers ? lastTick : now;
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            if (!owner.closed() && inbound.reading(on, nanoTime.getAsLong())) {
                schedule();
            }
        }
    }

    private void tick() {
        synchronized (lock) {
            scheduled = null;
            tickAgain = true;
            if (ticking) {
                return;
            }
            ticking = true;
            telling = Thread.currentThread();
        }
        boolean more = false;
        try {
            int steps = 0;
            Consumer<PortListener> telling;
            while (steps < STEPS_A_TICK && (telling = step()) != null) {
                steps++;
                owner.tell(telling);
            }
            more = steps == STEPS_A_TICK;
        } finally {
            synchronized (lock) {
                ticking = false;
                telling = null;
                tickAgain |= more;
                schedule();
            }
        }
    }

    /** Does what is due until the listener has to hear of it; null when no more is due. */
    private @Nullable Consumer<PortListener> step() {
        synchronized (lock) {
            tickAgain = false;
            if (owner.closed()) {
                return null;
            }
            long now = nanoTime.getAsLong();
            lastTick = now;
            return outbound.handOn(now) ? PortListener::drained : inbound.next(now);
        }
    }

    /** Sees to it that a tick comes when the next byte is due, and none when no byte is under way. */
    private void schedule() {
        if (owner.closed() || ticking) {
            return;
        }
        long earliest = lastTick + tickNanos;
        long due = Math.min(outbound.nextTick(earliest), inbound.nextTick(earliest));
        if (due == Long.MAX_VALUE && !tickAgain) {
            return;
        }
        long now = nanoTime.getAsLong();
        long at = tickAgain ? now : due;
        if (scheduled != null) {
            if (scheduledAt - at <= 0) {
                return;
            }
            scheduled.cancel(false);
        }
        scheduledAt = at;
        scheduled = timer.schedule(this::tick, Math.max(0, at - now), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!owner.closes()) {
                return;
            }
            outbound.drop();
            if (scheduled != null) {
                scheduled.cancel(false);
            }
            below.close();
        }
    }

    private final class FromBelow implements PortListener {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            synchronized (lock) {
                if (!owner.closed()) {
                    inbound.received(bytes, offset, length, nanoTime.getAsLong());
                    schedule();
                }
            }
        }

        @Override
        public void signalled(LineSignal signal) {
            synchronized (lock) {
                if (!owner.closed() && inbound.signalled(signal)) {
                    tickAtOnce();
                }
            }
        }

        @Override
        public void drained() {
            synchronized (lock) {
                outbound.drained(nanoTime.getAsLong());
                tickAtOnce();
            }
        }

        @Override
        public void ended(@Nullable IOException reason) {
            synchronized (lock) {
                inbound.ended(reason);
                tickAtOnce();
            }
        }

        private void tickAtOnce() {
            tickAgain = true;
            schedule();
        }
    }
}
