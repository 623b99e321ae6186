package dev.softclick.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class SimNetworkCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list, add or remove");
    }
}
