package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.Checked;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code softclick sim show}: one SIM. */
@Command(
        name = "show",
        header = "Shows one SIM.",
        sortOptions = false,
        description = "Shows a SIM: its numbers, its thing, its cloud, its certificate; never its key. The last line says whether it can be used.",
        footer = {"", "Example:", "  softclick sim show thing_0001", "", "Exit codes: 0 success, 1 there is no such SIM, 2 usage."})
final class SimShowCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "NAME", description = "Which one.")
    private @Nullable SimName name;

    SimShowCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        SimName wanted = Objects.requireNonNull(name);
        SimDirectory sim = open(shared.home(), wanted);
        streams.print(SimText.of(sim).page(wanted.text(), sim));
        return 0;
    }

    /** @throws CommandFailure that says how to get one, when there is none */
    static SimDirectory open(Path home, SimName name) {
        return switch (new SimStore(home, InstantSource.system()).open(name)) {
            case Checked.Sound<SimDirectory>(SimDirectory sim) -> sim;
            case Checked.Faulty<SimDirectory>(SimFault fault) -> throw new CommandFailure(fault.text() + ": 'softclick sim list' shows what there is, "
                    + "'softclick sim new " + name + "' makes one");
        };
    }
}
