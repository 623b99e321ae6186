package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code softclick sim rotate}: new keys of the local cloud. */
@Command(
        name = "rotate",
        header = "Gives a SIM of the local cloud new keys.",
        sortOptions = false,
        description = "Gives a SIM of the local cloud new keys: its next generation. A modem that uses the SIM takes them when it connects next, and goes "
                + "back to those before if they don't work. With --revoke the cloud refuses the keys before from now on and ends the connections that use "
                + "them, whether it runs in this process, another one, or is started later.",
        footer = {
            "",
            "Examples:",
            "  softclick sim rotate thing_0001",
            "  softclick sim rotate thing_0001 --revoke     the modem has to change over now",
            "",
            "Exit codes: 0 success, 1 failure (the SIM is not one of the local cloud), 2 usage."
        })
final class SimRotateCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "NAME", description = "Which SIM.")
    private @Nullable SimName name;

    @Option(names = "--revoke", description = "Has the local cloud refuse the keys that are on the SIM now.")
    private boolean revoke;

    SimRotateCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        SimName wanted = Objects.requireNonNull(name);
        Path home = shared.home();
        SimDirectory sim = SimShowCommand.open(home, wanted);
        SimText text = SimText.of(sim);
        SimIdentity identity = text.identity().orElseThrow(() -> new CommandFailure(text.state()));
        if (!sim.isLocal()) {
            throw new CommandFailure("the SIM '" + wanted + "' " + (text.keys().isEmpty()
                    ? "has no keys yet"
                    : text.sound().isPresent() ? "belongs to " + text.cloud() : "has keys that can't be read (" + text.state() + ")")
                    + ", and only keys of the local cloud are made here: 'softclick sim import " + wanted + "' brings new ones of another cloud");
        }
        List<KeyGeneration> before = sim.generations();
        long generation = LocalKeys.issue(home, sim, identity.thing());
        if (revoke) {
            LocalKeys.revoke(home, before);
        }
        streams.print("SIM '" + wanted + "' has keys " + generation + " for thing " + identity.thing() + (revoke
                ? "; revoked: keys " + before.stream().map(KeyGeneration::number).map(String::valueOf).collect(Collectors.joining(", "))
                : "; keys " + text.generation() + " are good still") + "\n");
        return 0;
    }
}
