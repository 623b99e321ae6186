package dev.softclick.port;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the host sends, on its way through a {@link BaudPacer}: bytes, signals in order with them, and the end behind all. To be used with the pacer's
 * lock held.
 */
final class PacedInbound {
    /** Most bytes told in one step. */
    private static final int STEP_BYTES = 512;

    private final Port below;
    private final LineTime line;
    private final Lateness lateness;
    private final ByteQueue bytes = new ByteQueue();
    private final ArrayDeque<Waiting> signals = new ArrayDeque<>();
    private long arrivedBytes;
    private long passedBytes;
    private int baud;
    private boolean reading = true;
    private boolean belowReading = true;
    private @Nullable Ending ending;

    /** A signal that comes after so many bytes in all. */
    private record Waiting(long after, LineSignal signal) {}

    private record Ending(@Nullable IOException reason) {}

    PacedInbound(Port below, LineTime line, Lateness lateness, int baud) {
        this.below = below;
        this.line = line;
        this.lateness = lateness;
        this.baud = baud;
    }

    /** Rate of the line, in bits a second: the modem's, or the host's, whoever set it last. */
    int baud() {
        return baud;
    }

    void rate(int bitsPerSecond) {
        baud = bitsPerSecond;
        line.rate(bitsPerSecond);
    }

    void received(byte[] from, int offset, int length, long now) {
        if (bytes.size() == 0) {
            line.begin(lateness.without(now), baud);
        }
        bytes.add(from, offset, length);
        arrivedBytes += length;
        adjustBelow();
    }

    /** Whether it is one to pass on, and no break that goes on. */
    boolean signalled(LineSignal signal) {
        Waiting waiting = new Waiting(arrivedBytes, signal);
        if (signal instanceof LineSignal.Break && waiting.equals(signals.peekLast())) {
            return false;
        }
        signals.add(waiting);
        adjustBelow();
        return true;
    }

    void ended(@Nullable IOException reason) {
        ending = new Ending(reason);
    }

    /** Whether that is a change. */
    boolean reading(boolean on, long now) {
        if (reading == on) {
            return false;
        }
        reading = on;
        line.stalledUntil(now);
        adjustBelow();
        return true;
    }

    private void adjustBelow() {
        int share = belowReading ? 1 : 2;
        boolean wanted = reading && bytes.size() < BaudPacer.INBOUND_BYTES / share && signals.size() < BaudPacer.INBOUND_SIGNALS / share;
        if (wanted != belowReading) {
            belowReading = wanted;
            below.reading(wanted);
        }
    }

    /** The next that is due to be told, or null. */
    @Nullable Consumer<PortListener> next(long now) {
        Waiting first = signals.peek();
        if (first != null && first.after() == passedBytes) {
            return passOn(first.signal());
        }
        int before = first == null ? bytes.size() : (int) (first.after() - passedBytes);
        int arrived = reading ? line.due(now, Math.min(STEP_BYTES, before)) : 0;
        if (arrived > 0) {
            line.pass(arrived);
            passedBytes += arrived;
            byte[] passed = bytes.take(arrived);
            lateness.told(now, now - line.free());
            adjustBelow();
            return owner -> owner.received(passed, 0, passed.length);
        }
        if (ending != null && bytes.size() == 0) {
            IOException reason = ending.reason();
            ending = null;
            return owner -> owner.ended(reason);
        }
        return null;
    }

    private Consumer<PortListener> passOn(LineSignal signal) {
        signals.remove();
        if (signal instanceof LineSignal.Rate(int rate)) {
            rate(Math.clamp(rate, BaudPacer.MIN_BAUD, BaudPacer.MAX_BAUD));
        }
        adjustBelow();
        return owner -> owner.signalled(signal);
    }

    /** As {@link PacedOutbound#nextTick}. */
    long nextTick(long earliest) {
        return reading && bytes.size() > 0 ? line.nextTick(earliest, bytes.size()) : Long.MAX_VALUE;
    }
}
