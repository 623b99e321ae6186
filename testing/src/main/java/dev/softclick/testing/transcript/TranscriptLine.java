package dev.softclick.testing.transcript;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A serial line with a modem at its other end, as a host sees it, and the time that goes with it. One thread at a time. */
public interface TranscriptLine extends AutoCloseable {
    /**
     * Sends all of these bytes.
     *
     * @throws IOException with one line in plain words when the line is gone, or takes nothing for too long
     */
    void send(byte[] bytes) throws IOException;

    /**
     * Waits for bytes, until {@code until} at the latest; with a time that is over it only looks.
     *
     * @return the next bytes, or null when none came up to then
     * @throws IOException with one line in plain words when the line is gone
     */
    @Nullable Chunk receive(long until) throws IOException;

    /** The line's clock, in nanoseconds from any origin; it only goes forward. */
    long now();

    /** By how much a measured time may be off when that many bytes were on their way; nothing where time is virtual. */
    Duration tolerance(int bytes);

    /** How long the end of a transcript is listened to: by then what was on its way has come. */
    Duration quietTime();

    /** Gives the line back. */
    @Override
    void close();
}
