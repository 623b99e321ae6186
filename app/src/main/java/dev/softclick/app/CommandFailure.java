package dev.softclick.app;

/** Why a command can't do what it was asked: one line for stderr that says what to do. Exit code 1. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailure(String line) {
        super(line);
    }

    CommandFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
