package dev.softclick.app.fleet;

import dev.softclick.app.console.CommandGroup;
import dev.softclick.app.console.StandardStreams;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code softclick fleet}. */
@Command(
        name = "fleet",
        header = "Runs thousands of modems with hosts, for load tests.",
        description = "Runs thousands of modems with hosts, for load tests.",
        synopsisSubcommandLabel = "COMMAND")
public final class FleetCommand extends CommandGroup {
    /** It, with all below it. */
    public static CommandLine with(StandardStreams streams) {
        return new CommandLine(new FleetCommand()).addSubcommand(new FleetRunCommand(streams));
    }
}
