package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SimName;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code softclick sim network remove}: one network less on a SIM. */
@Command(
        name = "remove",
        header = "Removes a network from a SIM.",
        sortOptions = false,
        description = "Removes a network from a SIM; the last one stays.",
        footer = {"", "Example:", "  softclick sim network remove mine AnyNet", "", "Exit codes: 0 success, 1 failure (there is none of that name), 2 usage."})
final class SimNetworkRemoveCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Which SIM.")
    private @Nullable SimName name;

    @Parameters(index = "1", paramLabel = "NETWORK", description = "Which network.")
    private String network = "";

    SimNetworkRemoveCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        SimName wanted = Objects.requireNonNull(name);
        NetworkChange.of(shared.home(), wanted, networks -> {
            String there = networks.stream().map(NetworkProfile::name).collect(Collectors.joining("', '", "'", "'"));
            if (!networks.removeIf(each -> each.name().equals(network))) {
                throw new CommandFailure("the SIM '" + wanted + "' has no network '" + network + "': it has " + there);
            }
            if (networks.isEmpty()) {
                throw new CommandFailure("'" + network + "' is the only network of the SIM '" + wanted + "': add another one first");
            }
        });
        streams.print("SIM '" + wanted + "' has no network '" + network + "' any more\n");
        return 0;
    }
}
