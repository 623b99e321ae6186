package dev.softclick.app.transcript;

import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.port.Port;
import dev.softclick.port.PortAddress;
import dev.softclick.testing.replay.TranscriptReplayer;
import dev.softclick.testing.replay.TranscriptReplayer.Deviation;
import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.Transcript;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code softclick replay}: the module's side of a transcript, to a host. */
@Command(
        name = "replay",
        description = "Plays the module's side of a transcript to a host, with its times, and says where the host does otherwise. "
                + "Prints a line 'ready port=...' as soon as a host can connect.",
        footer = {
            "",
            "Examples:",
            "  softclick replay session.at --port pty:/tmp/module",
            "  softclick replay session.at --port tcp:127.0.0.1:5000 --patience 600",
            "",
            "Exit codes: 0 the host did as written; 1 it did not, or the port failed; 2 the transcript is broken (FILE:LINE:COLUMN), or usage."
        })
public final class ReplayCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private TranscriptOptions options = new TranscriptOptions();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "pty:/tmp/softclick",
            description = "Where the host finds the module: pty:LINK, tcp:HOST:PORT (0 chooses one) or stdio. Default: ${DEFAULT-VALUE}.")
    private PortAddress address = new PortAddress.Stdio();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the host may take beyond what is written. Default: ${DEFAULT-VALUE}.")
    private int patience;

    public ReplayCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<Transcript> read = options.read(streams);
        if (read.isEmpty()) {
            return ExitCode.USAGE;
        }
        try (Port port = address.create()) {
            TranscriptReplayer replayer =
                    new TranscriptReplayer(read.get(), options.names(read.get()), port, Duration.ofSeconds(Math.max(1, patience)));
            List<Mistake> unsayable = replayer.unsayable();
            if (!unsayable.isEmpty()) {
                TranscriptOptions.tell(streams, unsayable);
                return ExitCode.USAGE;
            }
            replayer.open();
            boolean wire = address instanceof PortAddress.Stdio;
            report("ready port=" + port.address() + port.path().map(path -> " path=" + path).orElse(""), wire);
            Optional<Deviation> deviation = replayer.replay();
            report(deviation.map(Deviation::toString).orElse("replayed " + read.get().title()), wire);
            return deviation.isPresent() ? ExitCode.FAILURE : 0;
        }
    }

    private void report(String text, boolean wire) {
        if (wire) {
            streams.err().println(text);
            streams.err().flush();
        } else {
            streams.print(text + "\n");
        }
    }
}
