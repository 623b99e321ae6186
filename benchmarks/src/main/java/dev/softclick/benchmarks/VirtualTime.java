package dev.softclick.benchmarks;

import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Launched;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.simulation.Simulate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast the simulated world goes. */
final class VirtualTime implements Benchmark {
    private static final Pattern SPEED = Pattern.compile("([0-9.]+) virtual hours in");

    @Override
    public String name() {
        return "simulation";
    }

    @Override
    public String about() {
        return "virtual hours a second of the simulated world";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 10 : 60;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Series series = new Series();
        series.baseline(1);
        int seeds = stage.quickOr(200, 1000);
        for (int round = 0; round < stage.quickOr(1, 3); round++) {
            long start = System.nanoTime();
            double hours = 0;
            try (Launched simulation = Launched.java(java.util.List.of(), Simulate.class, "simulate", "--seeds", Integer.toString(seeds))) {
                for (Optional<String> line = simulation.line(); line.isPresent(); line = simulation.line()) {
                    Matcher found = SPEED.matcher(line.get());
                    hours = found.find() ? Double.parseDouble(found.group(1)) : hours;
                }
            }
            series.ours(hours / ((System.nanoTime() - start) / 1e9));
        }
        stage.found(series.finding("virtual hours a second, JVM start included", "an hour", "hours a second", new Aim.Told(), seeds + " seeds a round"));
    }
}
