package dev.softclick.app.serve;

import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.control.ControlAction;
import dev.softclick.app.control.ControlClient;
import dev.softclick.app.control.ControlRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick ctl}: does something with a modem of a serve. */
@Command(
        name = "ctl",
        header = "Does something with a modem of a serve.",
        sortOptions = false,
        description = "Has the 'softclick serve' of this home do something with one of its modems.",
        footer = {
            "",
            "  reset       power off and on: topic sockets and settings are gone",
            "  detach      the present host is dropped, the next one attaches; the link stays",
            "  port off    off its ports, which are free for others; the link stays",
            "  port on     back on its ports",
            "  radio off   no network: the link breaks, and does not come back",
            "  radio on    the network again, tried at once",
            "  rotate      the next keys for a SIM of the local cloud",
            "",
            "Examples:",
            "  softclick ctl pump reset",
            "  softclick ctl pump radio off",
            "",
            "Exit codes: 0 success, 1 failure (no serve runs here, no such modem),",
            "2 usage."
        })
public final class CtlCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(index = "0", paramLabel = "MODEM", description = "Which modem.")
    private String modem = "";

    @Parameters(index = "1..*", arity = "1..2", paramLabel = "ACTION", description = "What to do: see below.")
    private List<String> words = List.of();

    @Option(names = "--control", paramLabel = "PATH", description = "The control socket. Default: control/softclick.sock of the home.")
    private @Nullable Path control;

    public CtlCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        String asked = String.join(" ", words);
        ControlAction action = ControlAction.named(asked).orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                "'" + asked + "' is nothing that can be done: use "
                        + Arrays.stream(ControlAction.values()).map(ControlAction::word).collect(Collectors.joining(", "))));
        ControlClient client = new ControlClient(control == null ? ServeConfig.control(shared.home()) : control);
        streams.print(modem + ": " + client.ask(ControlRequest.of(action, modem)).text() + "\n");
        return 0;
    }
}
