package dev.softclick.benchmarks;

import dev.softclick.benchmarks.fleet.FleetCost;
import dev.softclick.benchmarks.line.LineRate;
import dev.softclick.benchmarks.line.LineShare;
import dev.softclick.benchmarks.line.TurnAround;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Finding;
import dev.softclick.benchmarks.measure.Progress;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.benchmarks.parse.ParseSpeed;
import dev.softclick.benchmarks.publish.AcknowledgedPublish;
import dev.softclick.benchmarks.publish.Throughput;
import dev.softclick.benchmarks.report.Machine;
import dev.softclick.benchmarks.report.Report;
import dev.softclick.benchmarks.report.Results;
import dev.softclick.benchmarks.start.StartUp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the benchmarks, prints each ratio as it is found, and writes the report. */
@Command(
        name = "softclick-bench",
        description = "Measures Softclick against baselines taken in the same run, and writes the ratios as Markdown and JSON. "
                + "--quick takes about four minutes, all of it half an hour; --list says how long each part takes. The machine should have nothing else to do.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Ctrl-C ends it; what was measured by then is in the report.",
            "",
            "Exit codes: 0 all was measured and the aims are met; 1 an aim is missed, or something could not be measured; 2 usage."
        })
public final class Main implements Callable<Integer> {
    private static final List<Benchmark> ALL = List.of(
            new LineRate(), new LineShare(), new TurnAround(), new AcknowledgedPublish(), new Throughput(), new StartUp(), new FleetCost(), new ParseSpeed(), new VirtualTime());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--quick", description = "Fewer and shorter rounds: under five minutes.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Just these; --list names them.")
    private @Nullable List<String> only;

    @Option(names = "--list", description = "Tell what there is and how long it takes, and end.")
    private boolean list;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/bench",
            description = "Where RESULTS.md and results.json go. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("target/bench");

    /** Ends with 0 when everything was measured and is as it should be, 1 when not, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        CommandLine commandLine = new CommandLine(new Main()).setParameterExceptionHandler((e, given) -> {
            complain(e.getMessage() + " (see: softclick-bench --help)");
            return CommandLine.ExitCode.USAGE;
        }).setExecutionExceptionHandler((e, line, parsed) -> {
            complain(e instanceof IOException ? "can't write the report: " + e.getMessage() : e.toString());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Benchmark> wanted = wanted();
        if (list) {
            System.out.println("name           quick    whole");
            ALL.forEach(each -> System.out.printf(
                    "%-12s %s  %s  %s%n", each.name(), minutes(each.seconds(true)), minutes(each.seconds(false)), each.about()));
            return 0;
        }
        Machine machine = Machine.here();
        System.out.println(machine);
        List<String> failed = new ArrayList<>();
        List<Finding> findings;
        boolean terminal = Boolean.getBoolean("softclick.bench.terminal");
        try (Progress progress = new Progress(Main::onTerminal, terminal, wanted, benchmark -> benchmark.seconds(quick));
                Stage stage = new Stage(quick, line -> progress.above(() -> System.out.println(line)));
                Results results = new Results(out, complete -> new Report(machine, command(), complete, quick, stage.findings(), stage.skipped()))) {
            for (Benchmark benchmark : wanted) {
                progress.begin(wanted.indexOf(benchmark));
                stage.saying(benchmark.name() + ": " + benchmark.about());
                if (!ScopedValue.where(Progress.HERE, progress).call(() -> measured(benchmark, stage))) {
                    failed.add(benchmark.name());
                }
            }
            results.write();
            findings = stage.findings();
        }
        System.out.println("report: " + out.resolve(Results.MARKDOWN) + ", " + out.resolve(Results.JSON));
        return verdict(findings, failed);
    }

    private List<Benchmark> wanted() {
        List<String> names = ALL.stream().map(Benchmark::name).toList();
        for (String name : only == null ? names : only) {
            if (!names.contains(name)) {
                throw new ParameterException(spec.commandLine(), "there is no '" + name + "': use " + String.join(", ", names));
            }
        }
        return ALL.stream().filter(benchmark -> only == null || only.contains(benchmark.name())).toList();
    }

    /** How to do it again. */
    private String command() {
        return "./softclick-bench" + (quick ? " --quick" : "") + (only == null ? "" : " --only " + String.join(",", only));
    }

    private static int verdict(List<Finding> findings, List<String> failed) {
        List<String> missed = findings.stream().filter(finding -> !finding.met())
                .map(finding -> String.format(Locale.ROOT, "%s (%.3g, aim %s)", finding.measure(), finding.figure(), finding.aim())).toList();
        if (!missed.isEmpty()) {
            complain("missed: " + String.join("; ", missed));
        }
        if (!failed.isEmpty()) {
            complain("could not be measured: " + String.join(", ", failed));
        }
        return missed.isEmpty() && failed.isEmpty() ? 0 : 1;
    }

    private static void onTerminal(String text) {
        System.err.print(text);
        System.err.flush();
    }

    private static void complain(String line) {
        System.err.println("softclick-bench: " + line);
    }

    private static String minutes(long seconds) {
        return String.format(Locale.ROOT, "%3d:%02d", seconds / 60, seconds % 60);
    }

    /** One that fails does not take the others with it. */
    private static boolean measured(Benchmark benchmark, Stage stage) {
        try {
            benchmark.run(stage);
            return true;
        } catch (Exception e) {
            stage.skipped(benchmark.name(), "it failed: " + e);
            return false;
        }
    }
}
