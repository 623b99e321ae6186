package dev.softclick.app.console;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that works: {@code --home DIR}, where SIMs, their keys and the local cloud's CA live, and {@code -v}. */
public final class SharedOptions extends VerboseOption {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where SIMs, keys and the local cloud's CA live. Default: see 'softclick --help'.")
    private @Nullable Path given;

    /** Whether a home was given on the command line. */
    public boolean homeGiven() {
        return given != null;
    }

    /** The home, absolute; it need not be there yet. */
    public Path home() {
        Path home = choose(Optional.ofNullable(given), name -> System.getenv().getOrDefault(name, ""), System.getProperty("user.home", ""));
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new CommandFailure(home + " is no folder: give another --home");
        }
        return home;
    }

    /**
     * The choice itself.
     *
     * @param environment gives a variable's value, empty when it is not set
     */
    static Path choose(Optional<Path> given, UnaryOperator<String> environment, String userHome) {
        if (given.isPresent()) {
            return given.get().toAbsolutePath().normalize();
        }
        try {
            String ours = environment.apply("SOFTCLICK_HOME");
            if (!ours.isEmpty()) {
                return Path.of(ours).toAbsolutePath().normalize();
            }
            // The XDG Base Directory Specification has a relative path ignored.
            String state = environment.apply("XDG_STATE_HOME");
            return !state.isEmpty() && Path.of(state).isAbsolute()
                    ? Path.of(state, "softclick")
                    : Path.of(userHome, ".local", "state", "softclick").toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new CommandFailure("the environment names no usable home folder (" + e.getMessage() + "): give --home DIR", e);
        }
    }
}
