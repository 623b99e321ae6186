package dev.softclick.app.sim;

import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SimName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code softclick sim network list}: the networks of a SIM, in their order. */
@Command(
        name = "list",
        header = "Lists the networks of a SIM.",
        sortOptions = false,
        description = "Lists the networks of a SIM in the order in which they are tried: a heading, then a line for each.",
        footer = {"", "Example:", "  softclick sim network list mine", "", "Exit codes: 0 success, 1 failure, 2 usage."})
final class SimNetworkListCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "NAME", description = "Which SIM.")
    private @Nullable SimName name;

    SimNetworkListCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "IMSI", "FROM", "PROXY", "PORT"));
        for (NetworkProfile network : NetworkChange.identity(shared.home(), Objects.requireNonNull(name)).networks()) {
            rows.add(List.of(
                    network.name(),
                    network.imsi().digits(),
                    network.route().from().orElse("-"),
                    network.route().proxy().map(Object::toString).orElse("-"),
                    network.route().port().isPresent() ? Integer.toString(network.route().port().getAsInt()) : "-"));
        }
        streams.print(SimListCommand.table(rows));
        return 0;
    }
}
