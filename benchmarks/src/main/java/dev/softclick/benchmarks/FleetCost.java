package dev.softclick.benchmarks;

import dev.softclick.benchmarks.fleet.FleetMain;
import dev.softclick.benchmarks.fleet.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a modem costs in a JVM of many: each a whole one, with its SIM, certificate, mutual TLS and a subscription, against as many bare connections of the
 * same codec and TLS to the same broker.
 */
final class FleetCost implements Benchmark {
    private static final int PUBLISH_SECONDS = 60;
    private static final double KILOBYTE = 1024;
    private static final List<Integer> SIZES = List.of(100, 1000, 10_000);
    /** Sockets, and what a JVM has open beside them. */
    private static final int FILES_BESIDE = 500;

    @Override
    public String name() {
        return "fleet";
    }

    @Override
    public String about() {
        return "memory, connects a second, processor time and recovery of 100, 1,000 and 10,000 modems in one JVM, against bare connections";
    }

    /** What one JVM of so many came to. */
    private record Cost(double heapEach, double residentEach, double connectsASecond, double cpuShare, double recovery, double wakeUpsASecond) {}

    /** One figure of a cost; {@code words} with the number of modems in it. */
    private record Measure(String words, String unit, Aim aim, ToDoubleFunction<Cost> figure) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("heap each of %d modems", "KiB", new Aim.AtMost(1.5), Cost::heapEach),
            new Measure("RSS each of %d modems", "KiB", new Aim.AtMost(1.5), Cost::residentEach),
            new Measure("connects a second of %d modems", "a second", new Aim.AtLeast(0.9), Cost::connectsASecond),
            new Measure("CPU of %d modems, a publish a minute each", "% of a core", new Aim.Told(), Cost::cpuShare),
            new Measure("all back after the broker was killed, of %d modems", "s", new Aim.Told(), Cost::recovery),
            new Measure("wake-ups a second of %d modems, idle", "a second", new Aim.Told(), Cost::wakeUpsASecond));

    @Override
    public void run(Stage stage) throws Exception {
        if (!Mosquitto.installed()) {
            stage.skipped(name(), "Mosquitto is not installed (install mosquitto)");
            return;
        }
        long files = ((com.sun.management.UnixOperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getMaxFileDescriptorCount();
        List<Integer> sizes = new ArrayList<>(SIZES.subList(0, stage.quickOr(2, SIZES.size())));
        while (sizes.getLast() + FILES_BESIDE > files) {
            stage.skipped(sizes.getLast() + " modems", "only " + files + " files may be open (ulimit -n " + (sizes.getLast() + FILES_BESIDE) + ")");
            sizes.removeLast();
        }
        try (Mosquitto broker = new Mosquitto(stage.folder("fleet"))) {
            Path roster = stage.folder("fleet").resolve("roster");
            Roster.write(roster, sizes.getLast(), broker::issue);
            for (int size : sizes) {
                List<Series> series = MEASURES.stream().map(measure -> new Series()).toList();
                // The second of two JVMs finds a broker that has grown: they take turns in that, too.
                for (int round = 0; round < stage.quickOr(1, size > 1000 ? 2 : 3); round++) {
                    boolean oursFirst = round % 2 == 0;
                    Cost first = measure(stage, oursFirst, size, broker, roster);
                    Cost second = measure(stage, !oursFirst, size, broker, roster);
                    for (int i = 0; i < series.size(); i++) {
                        ToDoubleFunction<Cost> figure = MEASURES.get(i).figure();
                        series.get(i).ours(figure.applyAsDouble(oursFirst ? first : second));
                        series.get(i).baseline(figure.applyAsDouble(oursFirst ? second : first));
                    }
                }
                for (int i = 0; i < series.size(); i++) {
                    Measure measure = MEASURES.get(i);
                    stage.found(series.get(i).finding(measure.words().formatted(size), "as many bare connections", measure.unit(), measure.aim(),
                            size + " subscriptions acknowledged, and " + size + " publishes"));
                }
            }
        }
    }

    private static Cost measure(Stage stage, boolean modems, int size, Mosquitto broker, Path roster) throws IOException, InterruptedException {
        try (Launched fleet = Launched.java(List.of(), FleetMain.class, modems ? "modems" : "bare", Integer.toString(size), Integer.toString(broker.port()),
                roster.toString())) {
            double seconds = Double.parseDouble(fleet.after("connected"));
            fleet.tell("memory");
            double heap = Double.parseDouble(fleet.after("memory"));
            double resident = fleet.resident();
            long asleep = fleet.wakeUps();
            int idle = stage.quickOr(5, 20);
            Thread.sleep(java.time.Duration.ofSeconds(idle));
            double wakeUps = (double) (fleet.wakeUps() - asleep) / idle;
            double before = fleet.cpuSeconds();
            int window = stage.quickOr(PUBLISH_SECONDS / 6, PUBLISH_SECONDS);
            fleet.tell("publish " + window);
            if (Integer.parseInt(fleet.after("published")) != size) {
                throw new IOException("not every publish was acknowledged");
            }
            // In a quick run they publish in a sixth of the time, so a minute's work is spread over the minute it stands for.
            double cpu = (fleet.cpuSeconds() - before) / PUBLISH_SECONDS * 100;
            fleet.tell("broken");
            broker.restart();
            double back = Double.parseDouble(fleet.after("back"));
            return new Cost(heap / size / KILOBYTE, resident / size / KILOBYTE, size / seconds, cpu, back, wakeUps);
        }
    }
}
