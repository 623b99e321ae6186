package dev.softclick.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
final class SimCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: new, import, rotate, list, show or network");
    }
}
