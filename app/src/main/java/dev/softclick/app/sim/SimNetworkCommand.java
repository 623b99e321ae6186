package dev.softclick.app.sim;

import dev.softclick.app.console.CommandGroup;
import dev.softclick.app.console.StandardStreams;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code softclick sim network}: the networks of a SIM. */
@Command(
        name = "network",
        header = "Lists, adds and removes the networks of a SIM.",
        description = "The networks of a SIM: the ways to the cloud, in the order in which a modem tries them. A modem that uses the SIM finds a change "
                + "by itself.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example (Ethernet first, then a USB stick):",
            "  softclick sim network add mine Ethernet --from eth0 --first",
            "  softclick sim network add mine stick --from wwan0",
            "  softclick sim network remove mine AnyNet",
            "  softclick sim network list mine",
            "",
            "Exit codes: 0 success, 1 failure, 2 usage."
        })
final class SimNetworkCommand extends CommandGroup {
    /** It, with all below it. */
    static CommandLine with(StandardStreams streams) {
        return new CommandLine(new SimNetworkCommand())
                .addSubcommand(new SimNetworkListCommand(streams))
                .addSubcommand(new SimNetworkAddCommand(streams))
                .addSubcommand(new SimNetworkRemoveCommand(streams));
    }
}
