package dev.softclick.app.transcript;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.LinePace;
import dev.softclick.testing.operator.OperatorCloud;
import dev.softclick.testing.transcript.CloudSide;
import dev.softclick.testing.transcript.HostLine;
import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.TranscriptPlayer;
import dev.softclick.testing.transcript.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code softclick play}: the host's side of a transcript, against any port. */
@Command(
        name = "play",
        description = "Plays the host's side of a transcript on a port and judges the answers.",
        footer = {
            "",
            "Examples:",
            "  softclick play session.at pty:/tmp/softclick",
            "  softclick play session.at /dev/ttyUSB0 --baud 9600 --var thing=mine",
            "  softclick play session.at tcp:127.0.0.1:5000 --cloud-home ~/.local/state/softclick --var thing=thing_0001",
            "",
            "Exit codes: 0 all as written; 1 not so, or the port is gone; 2 the transcript is broken (FILE:LINE:COLUMN), or usage."
        })
public final class PlayCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private TranscriptOptions options = new TranscriptOptions();

    @Parameters(index = "1", paramLabel = "PORT", description = "Where the modem is: " + HostLine.ALLOWED + ".")
    private String port = "";

    @Option(names = "--baud", paramLabel = "N", defaultValue = "9600", description = "Line rate in bits a second. Default: ${DEFAULT-VALUE}.")
    private LinePace pace = new LinePace(0);

    @Option(
            names = "--cloud-home",
            paramLabel = "DIR",
            description = "The home of the local cloud that the modem uses, for the lines ~> and ~<; they need --var thing=NAME.")
    private @Nullable Path cloudHome;

    public PlayCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Optional<Transcript> read = options.read(streams);
        if (read.isEmpty()) {
            return ExitCode.USAGE;
        }
        Transcript transcript = read.get();
        Map<String, String> names = options.names(transcript);
        List<Mistake> unknown = transcript.unknownNames(names.keySet());
        if (!unknown.isEmpty()) {
            TranscriptOptions.tell(streams, unknown);
            return ExitCode.USAGE;
        }
        try (CloudSide cloud = cloud();
                HostLine line = HostLine.open(port, pace.paced() ? pace.baud() : LinePace.FASTEST)) {
            line.forgetUnread();
            return switch (new TranscriptPlayer(line, cloud).play(transcript, names)) {
                case Verdict.Passed passed -> {
                    streams.print("passed " + transcript.title() + " in " + seconds(passed.took()) + "\n");
                    yield 0;
                }
                case Verdict.Failed failed -> {
                    streams.print("failed " + transcript.title() + "\n" + failed.text() + "\n");
                    yield ExitCode.FAILURE;
                }
            };
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private CloudSide cloud() throws IOException {
        if (cloudHome == null) {
            return CloudSide.none("there is no cloud in this run: give --cloud-home DIR");
        }
        return OperatorCloud.local(
                cloudHome.toAbsolutePath().normalize(),
                options.thing().orElseThrow(() -> new CommandFailure("which modem's messages? give --var thing=NAME with --cloud-home")));
    }
}
