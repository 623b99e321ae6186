package dev.softclick.app.cloud;

import dev.softclick.app.console.CommandGroup;
import dev.softclick.app.console.StandardStreams;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code softclick cloud}: a look into the local cloud. */
@Command(
        name = "cloud",
        header = "Looks into the local cloud, and talks from it.",
        description = "Looks into the local cloud of the same --home, and talks from it. It runs while a 'softclick run' of that home does.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  softclick cloud sub '#'                        all that is published",
            "  softclick cloud sub 'temperature/+' --count 1  one message, then exit",
            "  echo -n 21.5 | softclick cloud pub resolution/thing_0001 -",
            "",
            "Exit codes: 0 success, 1 failure (no cloud runs, refused), 2 usage."
        })
public final class CloudCommand extends CommandGroup {
    /** It, with all below it. */
    public static CommandLine with(StandardStreams streams) {
        return new CommandLine(new CloudCommand())
                .addSubcommand(new CloudSubCommand(streams))
                .addSubcommand(new CommandLine(new CloudPubCommand(streams)).setUnmatchedOptionsArePositionalParams(true));
    }
}
