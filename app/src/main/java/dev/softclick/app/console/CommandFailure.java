package dev.softclick.app.console;

/** Why a command can't do what it was asked: one line for stderr that says what to do. Exit code 1. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** A failure in one line. */
    public CommandFailure(String line) {
        super(line);
    }

    /** A failure in one line, and what it comes from. */
    public CommandFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
