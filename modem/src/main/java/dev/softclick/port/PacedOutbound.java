package dev.softclick.port;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the modem writes, on its way through a {@link BaudPacer}: one chunk, handed on slice by slice. To be used with the pacer's lock held. */
final class PacedOutbound {
    private final Port below;
    private final LineTime line;
    private final Lateness lateness;
    private byte @Nullable [] chunk;
    private int handedOn;
    private boolean belowBusy;

    /** What the port below is to be set to once the chunk has left; 0: nothing. */
    private int rateBelow;

    private boolean stalled;

    PacedOutbound(Port below, LineTime line, Lateness lateness) {
        this.below = below;
        this.line = line;
        this.lateness = lateness;
    }

    /** Whether a chunk has not left yet. */
    boolean busy() {
        return chunk != null;
    }

    void begin(byte[] bytes, long now, int baud) {
        line.begin(lateness.without(now), baud);
        chunk = bytes;
        handedOn = 0;
    }

    /** The rate of the port below; a chunk that is being written leaves at the old one. */
    void rate(int bitsPerSecond) {
        if (chunk == null) {
            below.rate(bitsPerSecond);
        } else {
            rateBelow = bitsPerSecond;
        }
    }

    /** Hands on what is due; whether this completed the chunk. */
    boolean handOn(long now) {
        byte[] bytes = chunk;
        if (bytes == null || belowBusy) {
            return false;
        }
        int due = line.due(now, bytes.length - handedOn);
        if (due > 0) {
            line.pass(due);
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
        lateness.told(now, stalled ? 0 : now - line.free());
        return true;
    }

    /** The port below has taken its slice. */
    void drained(long now) {
        belowBusy = false;
        stalled = true;
        line.stalledUntil(now);
    }

    /** When to tick for it, no sooner than {@code earliest} unless the last byte is due; {@link Long#MAX_VALUE} when nothing waits for time to pass. */
    long nextTick(long earliest) {
        byte[] bytes = chunk;
        return bytes == null || belowBusy ? Long.MAX_VALUE : line.nextTick(earliest, bytes.length - handedOn);
    }

    /** The chunk will not leave any more. */
    void drop() {
        chunk = null;
    }
}
