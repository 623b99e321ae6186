package dev.softclick.app.console;

/** What a command ends with; what is not here is 0, success. */
public final class ExitCode {
    /** It did not do what was asked. */
    public static final int FAILURE = 1;

    /** It was asked in words that mean nothing to it. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
