package dev.softclick.testing.transcript;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What playing a transcript came to. */
public sealed interface Verdict {
    /** What was said, as lines of a transcript with times; at most {@value Conversation#MAX_LINES}, the latest. */
    List<String> conversation();

    /**
     * All as written.
     *
     * @param kept what named patterns matched, last match first come
     * @param took from first step to last, in the line's time
     */
    record Passed(Map<String, byte[]> kept, Duration took, List<String> conversation) implements Verdict {
        /** Keeps copies. */
        public Passed {
            kept = Map.copyOf(kept);
            conversation = List.copyOf(conversation);
        }
    }

    /**
     * Not as written.
     *
     * @param transcript name of the file
     * @param line where in the file
     * @param step the step that failed; null when all were done and something more came
     * @param expected what should have come, as the file has it
     * @param seen what came instead, control characters escaped; empty when nothing came
     * @param reason one line in plain words
     */
    record Failed(
            String transcript, int line, @Nullable Step step, String expected, String seen, String reason, List<String> conversation)
            implements Verdict {
        /** Keeps a copy. */
        public Failed {
            conversation = List.copyOf(conversation);
        }

        /** For a person: where, what, expected against seen, and the conversation so far. */
        public String text() {
            StringBuilder text = new StringBuilder(256).append(transcript).append(':').append(line).append(": ").append(reason);
            if (!expected.isEmpty()) {
                text.append("\n  expected: ").append(expected);
            }
            text.append("\n  seen:     ").append(seen.isEmpty() ? "(nothing)" : seen);
            text.append("\n  the conversation so far:");
            conversation.forEach(said -> text.append("\n    ").append(said));
            return text.toString();
        }

        @Override
        public String toString() {
            return text();
        }
    }
}
