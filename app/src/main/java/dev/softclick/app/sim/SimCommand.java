package dev.softclick.app.sim;

import dev.softclick.app.console.CommandGroup;
import dev.softclick.app.console.StandardStreams;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code softclick sim}: the SIMs of a home. */
@Command(
        name = "sim",
        header = "Makes, imports, changes and shows SIMs.",
        description = "Makes, imports, changes and shows SIMs: who a modem is, and what proves it to the cloud.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  softclick sim new second              a SIM for the local cloud",
            "  softclick run --sim second --port pty:/tmp/second",
            "  softclick sim import --help           a thing of AWS IoT Core",
            "  softclick sim rotate second           new keys",
            "",
            "Exit codes: 0 success, 1 failure, 2 usage."
        })
public final class SimCommand extends CommandGroup {
    /** It, with all below it. */
    public static CommandLine with(StandardStreams streams) {
        return new CommandLine(new SimCommand())
                .addSubcommand(new SimNewCommand(streams))
                .addSubcommand(new SimImportCommand(streams))
                .addSubcommand(new SimRotateCommand(streams))
                .addSubcommand(new SimListCommand(streams))
                .addSubcommand(new SimShowCommand(streams))
                .addSubcommand(SimNetworkCommand.with(streams));
    }
}
