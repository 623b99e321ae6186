package dev.softclick.benchmarks.fleet;

import dev.softclick.benchmarks.broker.BareSession;
import dev.softclick.benchmarks.broker.Mosquitto;
import dev.softclick.benchmarks.measure.Launched;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.link.TopicName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One JVM of so many members, from its start to its end: connect, idle, publish, lose the broker and come back. Another client of the broker sends each a
 * message and counts what they publish, so that they are known to be there.
 */
record FleetTrial(Stage stage, int size, Mosquitto broker, Path roster) {
    private static final double KIBIBYTE = 1024;
    private static final double MINUTE_SECONDS = 60;
    private static final int WAKERS_NAMED = 4;

    /** Of so many the first waits are over when the last has connected; of more, waits of up to 75 s (an open's) end one by one and are not idleness. */
    private static final int SETTLES = 1000;

    private static final Duration SETTLING = Duration.ofSeconds(80);

    private static final byte[] MESSAGE = new byte[16];

    /**
     * What it came to. Memory is what was added to an empty JVM, so a thousand have no smaller share of the JVM itself than ten thousand.
     *
     * @param recovery from the first link that was lost until all stood again, in seconds
     * @param whoWoke threads by wake-ups a second, the most first
     */
    record Cost(
            double heapEach, double residentEach, double connectsASecond, double connectMillis, double cpuShare, double recovery, double wakeUpsASecond,
            String whoWoke) {}

    Cost run(boolean modems) throws IOException, InterruptedException {
        stage.doing(size + (modems ? " modems" : " bare connections"));
        try (Launched fleet = Launched.java(List.of(), FleetMain.class, modems ? "modems" : "bare", Integer.toString(size), Integer.toString(broker.port()),
                roster.toString())) {
            double emptyHeap = memory(fleet);
            double empty = fleet.resident();
            double atStart = fleet.cpuSeconds();
            fleet.tell("connect");
            double seconds = Double.parseDouble(fleet.after("connect"));
            double connecting = fleet.cpuSeconds() - atStart;
            double heap = memory(fleet) - emptyHeap;
            double resident = fleet.resident() - empty;

            Map<String, Double> woke = idle(fleet);
            double before = fleet.cpuSeconds();
            exchange(fleet, size);
            double cpu = fleet.cpuSeconds() - before;

            fleet.tell("broken");
            broker.restart();
            double back = Double.parseDouble(fleet.after("broken"));
            exchange(fleet, 2 * size);
            return new Cost(
                    heap / size / KIBIBYTE, resident / size / KIBIBYTE, size / seconds, connecting / size * 1e3, cpu / MINUTE_SECONDS * 100, back,
                    woke.values().stream().mapToDouble(Double::doubleValue).sum(), inWords(woke));
        }
    }

    private static double memory(Launched fleet) throws IOException {
        fleet.tell("memory");
        return Double.parseDouble(fleet.after("memory"));
    }

    private Map<String, Double> idle(Launched fleet) throws IOException, InterruptedException {
        if (size > SETTLES) {
            stage.doing("waiting until the waits that connecting began are over");
            Thread.sleep(SETTLING);
        }
        int seconds = stage.quickOr(3, 15);
        Map<String, Long> before = fleet.wakeUps();
        Thread.sleep(Duration.ofSeconds(seconds));
        Map<String, Double> woke = new TreeMap<>();
        fleet.wakeUps().forEach((thread, times) -> woke.put(thread, (double) (times - before.getOrDefault(thread, 0L)) / seconds));
        return woke;
    }

    private static String inWords(Map<String, Double> woke) {
        return woke.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(WAKERS_NAMED)
                .map(entry -> "%s %.1f".formatted(entry.getKey(), entry.getValue())).collect(Collectors.joining(", "));
    }

    /** Each publishes once and hears one message; what a minute's publishes cost is spread over the minute they stand for. */
    private void exchange(Launched fleet, int heardThen) throws IOException {
        try (BareSession other = broker.operator("fleet")) {
            other.subscribe("up/+");
            int window = stage.quickOr(3, heardThen == size ? 30 : 10);
            fleet.tell("publish " + window);
            expect(size, fleet.after("publish"), "publishes acknowledged");
            other.awaitArrived(size);
            for (int i = 0; i < size; i++) {
                other.publish(new TopicName("down/" + Roster.thing(i)), MESSAGE);
            }
        }
        fleet.tell("heard " + heardThen);
        expect(heardThen, fleet.after("heard"), "messages heard");
    }

    private static void expect(int wanted, String got, String what) throws IOException {
        if (Integer.parseInt(got) != wanted) {
            throw new IOException(got + " " + what + ", not " + wanted);
        }
    }
}
