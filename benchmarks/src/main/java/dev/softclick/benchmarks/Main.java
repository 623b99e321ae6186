package dev.softclick.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks, prints each ratio as it is found, and writes the report. */
@Command(
        name = "softclick-bench",
        description = "Measures Softclick against baselines taken in the same run, and writes the ratios as Markdown and JSON.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Main implements Callable<Integer> {
    private static final List<Benchmark> ALL = List.of(
            new LineRate(), new LineShare(), new TurnAround(), new AcknowledgedPublish(), new Throughput(), new StartUp(), new FleetCost(), new ParseSpeed(), new VirtualTime());

    @Option(names = "--quick", description = "Fewer and shorter rounds: under five minutes.")
    private boolean quick;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Just these; --list names them.")
    private @Nullable List<String> only;

    @Option(names = "--list", description = "Tell what there is, and end.")
    private boolean list;

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where RESULTS.md and results.json go; without it they are just printed.")
    private @Nullable Path out;

    /** Ends with 0 when everything was measured, 1 when something could not be, 2 for a wrong command line. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            ALL.forEach(benchmark -> System.out.printf("%-12s %s%n", benchmark.name(), benchmark.about()));
            return 0;
        }
        List<String> names = ALL.stream().map(Benchmark::name).toList();
        List<String> wanted = only == null ? names : only;
        for (String name : wanted) {
            if (!names.contains(name)) {
                System.err.println("softclick-bench: there is no '" + name + "': use " + String.join(", ", names));
                return CommandLine.ExitCode.USAGE;
            }
        }
        Machine machine = Machine.here();
        System.out.println(machine);
        boolean failed = false;
        try (Stage stage = new Stage(quick, Main::tell)) {
            for (Benchmark benchmark : ALL) {
                if (wanted.contains(benchmark.name())) {
                    System.out.println(benchmark.name() + ": " + benchmark.about());
                    failed |= !measured(benchmark, stage);
                }
            }
            Report report = new Report(machine, quick, stage.findings(), stage.skipped());
            if (out == null) {
                System.out.println();
                System.out.print(report.markdown());
            } else {
                Files.createDirectories(out);
                Files.writeString(out.resolve("RESULTS.md"), report.markdown());
                Files.writeString(out.resolve("results.json"), report.json());
            }
        }
        return failed ? 1 : 0;
    }

    private static void tell(String line) {
        System.out.println(line);
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
