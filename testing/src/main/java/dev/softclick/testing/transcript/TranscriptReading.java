package dev.softclick.testing.transcript;

import java.util.List;
import java.util.stream.Collectors;

/** What reading a transcript gave. */
public sealed interface TranscriptReading {
    /** It is one. */
    record Sound(Transcript transcript) implements TranscriptReading {}

    /**
     * It is none.
     *
     * @param mistakes at least one, at most {@link Transcript#MAX_MISTAKES}, in the order of the file
     */
    record Broken(List<Mistake> mistakes) implements TranscriptReading {
        /** Keeps a copy. */
        public Broken {
            mistakes = List.copyOf(mistakes);
        }

        /** One mistake a line. */
        @Override
        public String toString() {
            return mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * The transcript, for files that are known to be sound.
     *
     * @throws IllegalArgumentException with the mistakes when it is broken
     */
    default Transcript orThrow() {
        return switch (this) {
            case Sound sound -> sound.transcript();
            case Broken broken -> throw new IllegalArgumentException(broken.toString());
        };
    }
}
