package dev.softclick.app.console;

import picocli.CommandLine.Option;

/** {@code -v}, of every command that works. */
public abstract class VerboseOption {
    /** Read by {@link LogSetup} when the first logger is asked for, which is later. */
    @Option(names = {"-v", "--verbose"}, description = "Say more on stderr; twice: everything.")
    void verbose(boolean[] times) {
        System.setProperty(LogSetup.LEVEL, times.length > 1 ? "DEBUG" : "INFO");
    }
}
