package dev.softclick.benchmarks.fleet;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.softclick.benchmarks.broker.Mosquitto;
import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Finding;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a modem costs in a JVM of many: each a whole one, with its SIM, certificate, mutual TLS and a subscription, against as many bare connections of the
 * same codec, TLS and keys to the same broker.
 */
public final class FleetCost implements Benchmark {
    private static final List<Integer> SIZES = List.of(100, 1000, 10_000);
    private static final List<Integer> QUICK_SIZES = List.of(100, 300);

    /** Rounds of a size: the largest shows little that a second one would change. */
    private static final List<Integer> ROUNDS = List.of(3, 2, 1);

    /** Sockets, and what a JVM has open beside them. */
    private static final int FILES_BESIDE = 500;

    private static final String AGAINST = "as many bare connections, both with P-256 keys and TLS 1.3 by the JDK";

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String about() {
        return "memory, connects a second, processor time, wake-ups and recovery of 100, 1,000 and 10,000 modems in one JVM, against bare connections";
    }

    /** One figure of a cost; {@code words} with the number of modems in it. */
    private record Measure(String words, String unit, Aim aim, ToDoubleFunction<FleetTrial.Cost> figure) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("heap each of %d modems", "KiB", new Aim.AtMost(1.5), FleetTrial.Cost::heapEach),
            new Measure("RSS each of %d modems", "KiB", new Aim.AtMost(1.5), FleetTrial.Cost::residentEach),
            new Measure("connects a second of %d modems", "a second", new Aim.AtLeast(0.9), FleetTrial.Cost::connectsASecond),
            new Measure("CPU of a connect of %d modems", "ms", new Aim.Told(), FleetTrial.Cost::connectMillis),
            new Measure("CPU of %d modems, a publish a minute each", "% of a core", new Aim.Told(), FleetTrial.Cost::cpuShare),
            new Measure("all of %d modems back after the broker was killed", "s", new Aim.Told(), FleetTrial.Cost::recovery),
            new Measure("wake-ups a second of %d idle modems", "a second", new Aim.OursAtMost(50), FleetTrial.Cost::wakeUpsASecond));

    @Override
    public long seconds(boolean quick) {
        return quick ? 40 : 900;
    }

    @Override
    public void run(Stage stage) throws Exception {
        if (!Mosquitto.installed()) {
            stage.skipped(name(), "Mosquitto is not installed (install mosquitto)");
            return;
        }
        List<Integer> sizes = new ArrayList<>(stage.quickOr(QUICK_SIZES, SIZES));
        long files = ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        while (sizes.getLast() + FILES_BESIDE > files) {
            stage.skipped(sizes.getLast() + " modems", "only " + files + " files may be open (ulimit -n " + (sizes.getLast() + FILES_BESIDE) + ")");
            sizes.removeLast();
        }
        try (Mosquitto broker = new Mosquitto(stage.folder("fleet"))) {
            Path roster = stage.folder("fleet").resolve("roster");
            stage.doing("making " + sizes.getLast() + " keys and certificates");
            Roster.write(roster, sizes.getLast(), broker::issue);
            double smaller = Double.NaN;
            for (int i = 0; i < sizes.size(); i++) {
                smaller = measure(stage, new FleetTrial(stage, sizes.get(i), broker, roster), stage.quickOr(1, ROUNDS.get(i)), smaller);
            }
        }
    }

    /** Returns the heap of one of ours. */
    private static double measure(Stage stage, FleetTrial trial, int rounds, double heapOfSmaller) throws Exception {
        List<FleetTrial.Cost> ours = new ArrayList<>();
        List<FleetTrial.Cost> bare = new ArrayList<>();
        // The second of two JVMs finds a broker that has grown: they take turns in that, too.
        Series.inTurns(rounds, () -> ours.add(trial.run(true)), () -> bare.add(trial.run(false)));
        String proof = "each connected, heard a message of another client's on its subscription and published one that came to it, before and after the kill";
        for (Measure measure : MEASURES) {
            Series series = new Series();
            ours.forEach(cost -> series.ours(measure.figure().applyAsDouble(cost)));
            bare.forEach(cost -> series.baseline(measure.figure().applyAsDouble(cost)));
            boolean wakes = measure.aim() instanceof Aim.OursAtMost;
            stage.found(series.finding(measure.words().formatted(trial.size()), AGAINST, measure.unit(), measure.aim(),
                    wakes ? "voluntary context switches: " + ours.getLast().whoWoke() : proof));
        }
        Series flat = new Series();
        ours.forEach(cost -> flat.ours(cost.heapEach()));
        flat.baseline(heapOfSmaller);
        if (!Double.isNaN(heapOfSmaller)) {
            stage.found(flat.finding("heap each of " + trial.size() + " modems, as the fleet grows", "the smaller fleet before it", "KiB", new Aim.AtMost(1.1), proof));
        }
        return Finding.median(ours.stream().map(FleetTrial.Cost::heapEach).toList());
    }
}
