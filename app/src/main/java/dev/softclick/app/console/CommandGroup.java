package dev.softclick.app.console;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing itself: one of those below it has to be named. */
public abstract class CommandGroup implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final void run() {
        List<String> names = List.copyOf(spec.subcommands().keySet());
        String but = String.join(", ", names.subList(0, names.size() - 1));
        throw new ParameterException(spec.commandLine(), "a command is missing: " + but + (but.isEmpty() ? "" : " or ") + names.getLast());
    }
}
