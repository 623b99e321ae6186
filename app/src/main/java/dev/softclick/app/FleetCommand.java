package dev.softclick.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code softclick fleet}. */
@Command(
        name = "fleet",
        header = "Runs thousands of modems with hosts, for load tests.",
        description = "Runs thousands of modems with hosts, for load tests.",
        synopsisSubcommandLabel = "COMMAND")
final class FleetCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: run");
    }
}
