package dev.softclick.benchmarks;

import dev.softclick.benchmarks.fleet.FleetMain;
import dev.softclick.benchmarks.fleet.Roster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
                Series heap = new Series();
                Series resident = new Series();
                Series connects = new Series();
                Series cpu = new Series();
                Series recovery = new Series();
                Series idle = new Series();
                // The second of two JVMs finds a broker that has grown: they take turns in that, too.
                for (int round = 0; round < stage.quickOr(1, size > 1000 ? 2 : 3); round++) {
                    boolean oursFirst = round % 2 == 0;
                    Cost first = measure(stage, oursFirst, size, broker, roster);
                    Cost second = measure(stage, !oursFirst, size, broker, roster);
                    Cost ours = oursFirst ? first : second;
                    Cost bare = oursFirst ? second : first;
                    heap.ours(ours.heapEach());
                    heap.baseline(bare.heapEach());
                    resident.ours(ours.residentEach());
                    resident.baseline(bare.residentEach());
                    connects.ours(ours.connectsASecond());
                    connects.baseline(bare.connectsASecond());
                    cpu.ours(ours.cpuShare());
                    cpu.baseline(bare.cpuShare());
                    recovery.ours(ours.recovery());
                    recovery.baseline(bare.recovery());
                    idle.ours(ours.wakeUpsASecond());
                    idle.baseline(bare.wakeUpsASecond());
                }
                String of = " of " + size + " modems";
                String bare = "as many bare connections";
                String proof = size + " subscriptions acknowledged, and " + size + " publishes";
                stage.found(heap.finding("heap each" + of, bare, "KiB", new Aim.AtMost(1.5), proof));
                stage.found(resident.finding("RSS each" + of, bare, "KiB", new Aim.AtMost(1.5), proof));
                stage.found(connects.finding("connects a second" + of, bare, "a second", new Aim.AtLeast(0.9), proof));
                stage.found(cpu.finding("CPU" + of + ", a publish a minute each", bare, "% of a core", new Aim.Told(), proof));
                stage.found(recovery.finding("all back after the broker was killed," + of, bare, "s", new Aim.Told(), proof));
                stage.found(idle.finding("wake-ups a second" + of + ", idle", bare, "a second", new Aim.Told(), proof));
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
