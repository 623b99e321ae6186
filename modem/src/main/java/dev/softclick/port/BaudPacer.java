package dev.softclick.port;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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


    /** Most bytes told in one step, and most steps in one tick: then other lines of the same timer have their turn. */
    private static final int STEP_BYTES = 512;

    private static final int STEPS_A_TICK = 8;

    private final Port below;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;

    /** Guards all below and the calls of {@link #below}; the listener is never called with it held. */
    private final Object lock = new Object();

    private final LineTime outLine;
    private final LineTime inLine;
    private final Lateness lateness = new Lateness();
    private final ByteQueue inbound = new ByteQueue();
    private final ArrayDeque<Waiting> signals = new ArrayDeque<>();
    private long arrivedBytes;
    private long passedBytes;
    private int baud;
    private @Nullable PortListener listener;
    private byte @Nullable [] chunk;
    private int handedOn;
    private boolean belowBusy;

    /** What the port below is to be set to once the chunk has left; 0: nothing. */
    private int rateBelow;

    private boolean stalled;
    private boolean reading = true;
    private boolean belowReading = true;
    private @Nullable Ending ending;
    private boolean closed;
    private boolean ticking;
    private boolean tickAgain;
    private long lastTick;
    private @Nullable Future<?> scheduled;
    private long scheduledAt;

    /** A signal that comes after so many bytes in all. */
    private record Waiting(long after, LineSignal signal) {}

    private record Ending(@Nullable IOException reason) {}

    /** What to tell the listener, once the lock is free. */
    private interface Telling {
        void to(PortListener owner);
    }

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
        this.below = below;
        this.baud = checked(baud);
        this.nanoTime = nanoTime;
        this.timer = timer;
        long now = nanoTime.getAsLong();
        outLine = new LineTime(now, baud, framing.bitsAByte());
        inLine = new LineTime(now, baud, framing.bitsAByte());
        lastTick = now - TICK_NANOS;
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
            setRate(checked(bitsPerSecond));
            if (chunk == null) {
                below.rate(bitsPerSecond);
            } else {
                rateBelow = bitsPerSecond;
            }
        }
    }

    private void setRate(int rate) {
        baud = rate;
        inLine.rate(rate);
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            this.listener = listener;
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
            if (chunk != null) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            if (closed || bytes.length == 0) {
                return true;
            }
            long now = nanoTime.getAsLong();
            outLine.begin(lateness.without(now), baud);
            chunk = bytes;
            handedOn = 0;
            schedule();
            return false;
        }
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            if (closed || reading == on) {
                return;
            }
            reading = on;
            inLine.stalledUntil(nanoTime.getAsLong());
            adjustBelow();
            schedule();
        }
    }

    private void adjustBelow() {
        int share = belowReading ? 1 : 2;
        boolean wanted = reading && inbound.size() < INBOUND_BYTES / share && signals.size() < INBOUND_SIGNALS / share;
        if (wanted != belowReading) {
            belowReading = wanted;
            below.reading(wanted);
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
        }
        boolean more = false;
        try {
            int steps = 0;
            Telling telling;
            while (steps < STEPS_A_TICK && (telling = step()) != null) {
                steps++;
                PortListener owner = owner();
                if (owner != null) {
                    telling.to(owner);
                }
            }
            more = steps == STEPS_A_TICK;
        } finally {
            synchronized (lock) {
                ticking = false;
                tickAgain |= more;
                schedule();
            }
        }
    }

    /** Does what is due until the listener has to hear of it; null when no more is due. */
    private @Nullable Telling step() {
        synchronized (lock) {
            tickAgain = false;
            if (closed) {
                return null;
            }
            long now = nanoTime.getAsLong();
            lastTick = now;
            if (handOn(now)) {
                return PortListener::drained;
            }
            Waiting next = signals.peek();
            if (next != null && next.after() == passedBytes) {
                return passOn(next.signal());
            }
            int before = next == null ? inbound.size() : (int) (next.after() - passedBytes);
            int arrived = reading ? inLine.due(now, Math.min(STEP_BYTES, before)) : 0;
            if (arrived > 0) {
                inLine.pass(arrived);
                passedBytes += arrived;
                byte[] bytes = inbound.take(arrived);
                lateness.told(now, now - inLine.free());
                adjustBelow();
                return owner -> owner.received(bytes, 0, bytes.length);
            }
            if (ending != null && inbound.size() == 0) {
                IOException reason = ending.reason();
                ending = null;
                return owner -> owner.ended(reason);
            }
            return null;
        }
    }

    private Telling passOn(LineSignal signal) {
        signals.remove();
        if (signal instanceof LineSignal.Rate(int rate)) {
            setRate(Math.clamp(rate, MIN_BAUD, MAX_BAUD));
        }
        adjustBelow();
        return owner -> owner.signalled(signal);
    }

    /** Whether this completed the chunk. */
    private boolean handOn(long now) {
        byte[] bytes = chunk;
        if (bytes == null || belowBusy) {
            return false;
        }
        int due = outLine.due(now, bytes.length - handedOn);
        if (due > 0) {
            outLine.pass(due);
            byte[] slice = Arrays.copyOfRange(bytes, handedOn, handedOn + due);
            handedOn += due;
            stalled = false;
            belowBusy = !below.write(slice);
        }
        if (belowBusy || handedOn < bytes.length) {
            return false;
        }
        chunk = null;
        if (rateBelow > 0) {
            below.rate(rateBelow);
            rateBelow = 0;
        }
        lateness.told(now, stalled ? 0 : now - outLine.free());
        return true;
    }

    private @Nullable PortListener owner() {
        synchronized (lock) {
            return closed ? null : listener;
        }
    }

    /** Sees to it that a tick comes when the next byte is due, and none when no byte is under way. */
    private void schedule() {
        if (closed || ticking) {
            return;
        }
        boolean sending = chunk != null && !belowBusy;
        boolean arriving = reading && inbound.size() > 0;
        if (!sending && !arriving && !tickAgain) {
            return;
        }
        long now = nanoTime.getAsLong();
        long at = now;
        if (!tickAgain) {
            long out = sending && chunk != null ? tickFor(outLine, chunk.length - handedOn) : Long.MAX_VALUE;
            long in = arriving ? tickFor(inLine, inbound.size()) : Long.MAX_VALUE;
            at = Math.min(out, in);
        }
        if (scheduled != null) {
            if (scheduledAt - at <= 0) {
                return;
            }
            scheduled.cancel(false);
        }
        scheduledAt = at;
        scheduled = timer.schedule(this::tick, Math.max(0, at - now), TimeUnit.NANOSECONDS);
    }

    /** When to tick for these bytes: several at once on a fast line, but never late for the last one, which somebody waits for. */
    private long tickFor(LineTime line, int bytes) {
        return Math.max(line.nextDue(), Math.min(lastTick + TICK_NANOS, line.due(bytes)));
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            chunk = null;
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
                if (closed) {
                    return;
                }
                if (inbound.size() == 0) {
                    inLine.begin(lateness.without(nanoTime.getAsLong()), baud);
                }
                inbound.add(bytes, offset, length);
                arrivedBytes += length;
                adjustBelow();
                schedule();
            }
        }

        @Override
        public void signalled(LineSignal signal) {
            synchronized (lock) {
                Waiting waiting = new Waiting(arrivedBytes, signal);
                boolean longer = signal instanceof LineSignal.Break && waiting.equals(signals.peekLast());
                if (closed || longer) {
                    return;
                }
                signals.add(waiting);
                adjustBelow();
                tickAgain = true;
                schedule();
            }
        }

        @Override
        public void drained() {
            synchronized (lock) {
                belowBusy = false;
                stalled = true;
                outLine.stalledUntil(nanoTime.getAsLong());
                tickAgain = true;
                schedule();
            }
        }

        @Override
        public void ended(@Nullable IOException reason) {
            synchronized (lock) {
                ending = new Ending(reason);
                tickAgain = true;
                schedule();
            }
        }
    }
}
