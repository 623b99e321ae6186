package dev.softclick.testing.transcript;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * How a host listens while it plays a transcript.
 *
 * @param tolerance by how much a measured time may be off when that many bytes were on their way
 * @param quietTime how long the end of the transcript is listened to
 * @param keptLines lines of the conversation that are kept for a report, 1 to {@value Conversation#MAX_LINES}
 * @param patient whether unsolicited results that no step asks for ({@code +...} lines) are passed over, also at the end
 */
public record HostManner(IntFunction<Duration> tolerance, Duration quietTime, int keptLines, boolean patient) {
    /** @throws IllegalArgumentException when no or too many lines are to be kept */
    public HostManner {
        if (keptLines < 1 || keptLines > Conversation.MAX_LINES) {
            throw new IllegalArgumentException("1 to " + Conversation.MAX_LINES + " lines are kept, not " + keptLines);
        }
    }

    /** As exact as a test: nothing is passed over, and all that is kept can be. */
    static HostManner exact(TranscriptLine line) {
        return new HostManner(line::tolerance, line.quietTime(), Conversation.MAX_LINES, false);
    }
}
