package dev.softclick.testing.conformance;

import java.util.List;

/** What one case came to. */
public sealed interface CaseResult {
    /** As the Reference has it. */
    record Passed(List<String> conversation) implements CaseResult {
        /** Keeps a copy. */
        public Passed {
            conversation = List.copyOf(conversation);
        }
    }

    /**
     * Not as the Reference has it.
     *
     * @param line of the case's file
     * @param expected what should have come, as the file has it; may be empty
     * @param seen what came, control characters escaped; empty when nothing came
     * @param reason one line in plain words
     * @param conversation all that was said, with times
     */
    record Failed(int line, String expected, String seen, String reason, List<String> conversation) implements CaseResult {
        /** Keeps a copy. */
        public Failed {
            conversation = List.copyOf(conversation);
        }
    }

    /** Could not be played here, for that reason. */
    record Skipped(String reason) implements CaseResult {}

    /** Its turn never came, for that reason. */
    record NotRun(String reason) implements CaseResult {}

    /** One word. */
    default String word() {
        return switch (this) {
            case Passed _ -> "passed";
            case Failed _ -> "failed";
            case Skipped _ -> "skipped";
            case NotRun _ -> "not run";
        };
    }

    /** What was said, as lines with times; empty when nothing was played. */
    default List<String> said() {
        return switch (this) {
            case Passed passed -> passed.conversation();
            case Failed failed -> failed.conversation();
            case Skipped _ -> List.of();
            case NotRun _ -> List.of();
        };
    }

    /** Why it did not pass; empty when it did. */
    default String why() {
        return switch (this) {
            case Passed _ -> "";
            case Failed failed -> failed.reason();
            case Skipped skipped -> skipped.reason();
            case NotRun notRun -> notRun.reason();
        };
    }
}
