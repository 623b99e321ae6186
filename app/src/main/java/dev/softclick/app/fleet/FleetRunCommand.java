package dev.softclick.app.fleet;

import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.fleet.figures.Spans;
import dev.softclick.app.fleet.plan.FleetFile;
import dev.softclick.app.fleet.plan.FleetPlan;
import dev.softclick.app.fleet.report.Summary;
import dev.softclick.app.fleet.report.SummaryPage;
import dev.softclick.app.fleet.report.SummaryText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick fleet run}: a load test with whole modems. */
@Command(
        name = "run",
        header = "Runs a fleet, as a file says.",
        sortOptions = false,
        description = "Runs as many whole modems as FLEET.toml says, each with its own SIM, certificate and connection, and at each a host that plays "
                + "transcripts on its AT line. Shows how it goes, and at the end what it came to. Ctrl-C ends it early, with the summary; a second one at once, "
                + "without.",
        footer = {
            "",
            "Examples:",
            "  softclick fleet run --check fleet.toml           what is wrong with it?",
            "  softclick fleet run fleet.toml --report out.html",
            "  softclick fleet run fleet.toml --modems 10 --duration 30s",
            "  softclick fleet run fleet.toml --metrics 9464    http://127.0.0.1:9464/metrics",
            "",
            "All keys of the file: docs/fleet.md.",
            "",
            "Exit codes: 0 done, also after Ctrl-C; 1 failure (a mistake in the file,",
            "the machine is too small, no cloud); 2 usage; 3 a threshold was broken;",
            "130 ended by a second Ctrl-C."
        })
final class FleetRunCommand implements Callable<Integer> {
    /** Something that the file calls a threshold was broken. */
    static final int BROKEN = 3;

    /** As shells have it for who died of SIGINT. */
    private static final int INTERRUPTED = 130;

    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "FLEET.toml", description = "What to run.")
    private @Nullable Path file;

    @Option(names = "--check", description = "Only look whether the file is good.")
    private boolean check;

    @Option(names = "--modems", paramLabel = "N", description = "How many, whatever the file says.")
    private @Nullable Integer modems;

    @Option(names = "--duration", paramLabel = "D", description = "How long, whatever the file says, as 30s or 5m.")
    private @Nullable String duration;

    @Option(names = "--direct", description = "Lines that take no time; everything else as before.")
    private boolean direct;

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description = "Serve metrics for Prometheus there, at /metrics; on 127.0.0.1 unless said otherwise. Port 0 chooses one.")
    private @Nullable String metrics;

    @Option(names = "--summary", paramLabel = "F", description = "Write the summary as JSON there.")
    private @Nullable Path summary;

    @Option(names = "--report", paramLabel = "F", description = "Write it as a page with plots (HTML) there.")
    private @Nullable Path report;

    FleetRunCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<FleetPlan> plan = read();
        if (plan.isEmpty() || check) {
            return plan.isEmpty() ? ExitCode.FAILURE : 0;
        }
        Optional<InetSocketAddress> scrapers = address();
        writable("--summary", summary);
        writable("--report", report);
        if (summary != null && summary.equals(report)) {
            throw usage("--summary and --report are the same file");
        }
        CountDownLatch stop = new CountDownLatch(1);
        for (String end : List.of("TERM", "INT")) {
            Signals.register(end, () -> {
                if (stop.getCount() == 0) {
                    Runtime.getRuntime().halt(INTERRUPTED);
                }
                stop.countDown();
            });
        }
        FleetLog.quiet();
        Summary made = new FleetSession(streams, shared.home(), String.valueOf(file)).run(plan.get(), scrapers, stop);
        streams.print(SummaryText.of(made));
        write(summary, made.json());
        write(report, report == null ? "" : SummaryPage.of(made));
        return made.broken().isEmpty() ? 0 : BROKEN;
    }

    /** Known before hours have gone into what is to be written there. */
    private void writable(String option, @Nullable Path to) {
        String obstacle = to == null ? "" : obstacle(to);
        if (!obstacle.isEmpty()) {
            throw usage(option + " " + to + " can't be written: " + obstacle);
        }
    }

    /** Why that file can't be written; empty when it can. */
    private static String obstacle(Path file) {
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (!Files.isDirectory(folder)) {
            return "there is no folder " + folder;
        }
        return Files.isWritable(Files.exists(file) ? file : folder) ? "" : "see its permissions";
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    private void write(@Nullable Path to, String text) throws IOException {
        if (to != null) {
            Files.writeString(to, text);
            streams.print("written: " + to + "\n");
        }
    }

    private Optional<FleetPlan> read() throws IOException {
        Path path = Objects.requireNonNull(file);
        return switch (FleetFile.read(path)) {
            case ConfigReading.Sound<FleetPlan>(FleetPlan plan) -> {
                FleetPlan asked = asked(plan);
                if (check) {
                    streams.print(path + ": good, " + (asked.modems() == 0 ? "all" : asked.modems()) + " modems for " + Spans.clock(asked.duration()) + "\n");
                }
                yield Optional.of(asked);
            }
            case ConfigReading.Faulty<FleetPlan> faulty -> {
                faulty.problems().forEach(problem -> streams.tell(problem.in(path)));
                yield Optional.empty();
            }
        };
    }

    private FleetPlan asked(FleetPlan plan) {
        FleetPlan asked = plan;
        if (modems != null) {
            if (modems < 1 || modems > FleetPlan.MAX_MODEMS) {
                throw usage("--modems is 1 to " + FleetPlan.MAX_MODEMS + ", not " + modems);
            }
            asked = asked.of(modems);
        }
        if (duration != null) {
            try {
                Duration length = Spans.parse(duration);
                asked = asked.lasting(length);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--duration: " + e.getMessage(), e);
            }
        }
        return direct ? asked.direct() : asked;
    }

    private Optional<InetSocketAddress> address() {
        String given = metrics;
        if (given == null) {
            return Optional.empty();
        }
        int colon = given.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : given.substring(0, colon).replaceAll("^\\[|]$", "");
        try {
            return Optional.of(new InetSocketAddress(host, Integer.parseInt(given.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "'" + given + "' is no [HOST:]PORT for --metrics, as in 9464 or 127.0.0.1:9464", e);
        }
    }
}
