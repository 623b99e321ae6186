package dev.softclick.benchmarks.parse;

import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Finding;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Command lines a second through the line discipline and the parser, and what each allocates, by JMH. */
public final class ParseSpeed implements Benchmark {
    private static final double MILLION = 1e6;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "parse";
    }

    @Override
    public String about() {
        return "command lines a second, and bytes allocated for each (JMH)";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 15 : 120;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .include(CommandLines.class.getName()).addProfiler(GCProfiler.class).verbosity(VerboseMode.SILENT)
                .forks(stage.quickOr(1, 3)).warmupIterations(3).warmupTime(TimeValue.seconds(1))
                .measurementIterations(stage.quickOr(3, 5)).measurementTime(TimeValue.seconds(1)).build()).run();
        for (RunResult result : results) {
            String what = result.getPrimaryResult().getLabel();
            double speed = result.getPrimaryResult().getScore() / MILLION;
            double allocated = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED).getScore();
            String proof = "JMH, " + result.getAggregatedResult().getIterationResults().size() + " iterations of the last fork";
            switch (what) {
                case "noise" -> stage.found(alone("bytes allocated for a byte that ends no line", "B", allocated, new Aim.AtMost(0.001), proof));
                case "publish" -> {
                    stage.found(alone("command lines a second, AT+AWSPUBLISH=0,240,2", "million a second", speed, new Aim.AtLeast(2), proof));
                    stage.found(alone("bytes allocated for that line", "B", allocated, new Aim.Told(), proof));
                }
                default -> stage.found(alone("command lines a second, AT", "million a second", speed, new Aim.AtLeast(2), proof));
            }
        }
    }

    private static Finding alone(String measure, String unit, double figure, Aim aim, String proof) {
        Series series = new Series();
        series.ours(figure);
        series.baseline(1);
        return series.finding(measure, "-", unit, aim, proof);
    }
}
