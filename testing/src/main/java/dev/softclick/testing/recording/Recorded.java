package dev.softclick.testing.recording;

import dev.softclick.ModemEvent;

/** One thing that was recorded; {@link #at} is nanoseconds since the recording began. */
public sealed interface Recorded {
    /** Nanoseconds since the recording began. */
    long at();

    /** Bytes on the line. */
    record Bytes(long at, boolean fromHost, byte[] bytes) implements Recorded {}

    /** Something beside them. */
    record Event(long at, ModemEvent event) implements Recorded {}

    /** Something that happened to the line, in one line of text: a signal, a fault. */
    record Remark(long at, String text) implements Recorded {}

    /** Pieces that were lost because writing was too slow. */
    record Lost(long at, long pieces) implements Recorded {}
}
