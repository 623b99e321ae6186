package dev.softclick.at;

import java.util.List;

/** What parsing a command line gave. */
public sealed interface ParsedLine {
    /** The line is well formed; it may hold no command at all. */
    record Commands(List<ParsedCommand> commands) implements ParsedLine {}

    /**
     * The line is malformed: nothing of it is executed.
     *
     * @param offset where, in bytes behind {@code AT}
     * @param reason why, in plain words
     */
    record Malformed(int offset, String reason) implements ParsedLine {}
}
