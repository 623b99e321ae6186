package dev.softclick.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class CloudCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: sub or pub");
    }
}
