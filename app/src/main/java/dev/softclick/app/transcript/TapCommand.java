package dev.softclick.app.transcript;

import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.console.VerboseOption;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.run.Traces;
import dev.softclick.port.Port;
import dev.softclick.port.PortAddress;
import dev.softclick.testing.replay.Tap;
import dev.softclick.testing.transcript.HostLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code softclick tap}: between a host and a module. */
@Command(
        name = "tap",
        description = "Stands between a real host and a real module and records both. Prints a line 'ready port=...'; SIGTERM, SIGINT and SIGHUP end it.",
        footer = {
            "",
            "Examples:",
            "  softclick tap /dev/ttyUSB0 pty:/tmp/module --trace session.at     the host opens /tmp/module instead of /dev/ttyUSB0",
            "",
            "Exit codes: 0 stopped; 1 failure, or one side is gone; 2 usage."
        })
public final class TapCommand extends VerboseOption implements Callable<Integer> {
    private final StandardStreams streams;

    @Parameters(index = "0", paramLabel = "DEV", description = "Where the module is: " + HostLine.ALLOWED + ".")
    private String device = "";

    @Parameters(index = "1", paramLabel = "PORT", description = "Where the host finds it: pty:LINK or tcp:HOST:PORT.")
    private PortAddress address = new PortAddress.Stdio();

    @Option(names = "--baud", paramLabel = "N", defaultValue = "9600", description = "Line rate of DEV in bits a second. Default: ${DEFAULT-VALUE}.")
    private LinePace pace = new LinePace(0);

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            required = true,
            description = "Records into FILE, as 'softclick run --trace' does. May be given several times.")
    private List<Path> files = List.of();

    public TapCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        CompletableFuture<Integer> stopped = new CompletableFuture<>();
        for (String signal : List.of("TERM", "INT", "HUP")) {
            Signals.register(signal, () -> stopped.complete(0));
        }
        HostLine module = HostLine.open(device, pace.paced() ? pace.baud() : LinePace.FASTEST);
        Port port = address.create();
        try (Traces traces = Traces.into(files, Map.of());
                Tap tap = Tap.between(module, traces.of(port))) {
            streams.print("ready port=" + port.address() + port.path().map(path -> " path=" + path).orElse("") + "\n");
            CompletableFuture<Integer> gone = tap.ended().thenApply(reason -> {
                if (!stopped.isDone()) {
                    streams.tell("the tap has ended: " + reason);
                }
                return ExitCode.FAILURE;
            });
            return (Integer) CompletableFuture.anyOf(stopped, gone).join();
        } finally {
            module.close();
        }
    }
}
