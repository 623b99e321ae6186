package dev.softclick.faults;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the JVM holds, looked at again and again: whether the last third of the looks is above the middle one. */
final class Resources {
    /** Half-open connections and idle threads live 20 s: a third must outlast them, or what they hold looks like growth. */
    private static final Duration LEAST_THIRD = Duration.ofSeconds(60);

    /** Threads that come and go with the traffic of the test, and the workers of the local cloud's broker: at most 16, made when the others are busy. */
    private static final List<String> BOUNDED = List.of("test-", "softclick-cloud-worker");

    /**
     * One look.
     *
     * @param heap bytes after a collection
     * @param threads how many there are of each name, its numbers aside
     * @param descriptors open ones, -1 where that can't be known
     */
    record Look(long heap, Map<String, Integer> threads, long descriptors) {
        private long counted() {
            return threads.entrySet().stream()
                    .filter(of -> BOUNDED.stream().noneMatch(of.getKey()::startsWith)).mapToLong(Map.Entry::getValue).sum();
        }
    }

    private final Duration third;
    private final List<Look> looks = new ArrayList<>();

    /** @param time how long is looked, at even intervals */
    Resources(Duration time) {
        third = time.dividedBy(3);
    }

    void look() throws Exception {
        for (int i = 0; i < 2; i++) { // what the first one frees may hold more
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        long descriptors = -1;
        Path own = Path.of("/proc/self/fd");
        if (Files.isDirectory(own)) {
            try (Stream<Path> open = Files.list(own)) {
                descriptors = open.count();
            }
        }
        Map<String, Integer> threads = Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, 0))
                .collect(Collectors.toMap(thread -> thread.getThreadName().replaceAll("[0-9]+", "#"), _ -> 1, Integer::sum));
        add(new Look(runtime.totalMemory() - runtime.freeMemory(), threads, descriptors));
    }

    void add(Look look) {
        looks.add(look);
    }

    private boolean tooShort() {
        return third.compareTo(LEAST_THIRD) < 0 || looks.size() < 3;
    }

    /** What has grown, in plain words; empty when nothing has. The least of a third counts: bursts are not growth. */
    List<String> grown(double heapFactor, long heapBytes, int threads, int descriptors) {
        List<String> grown = new ArrayList<>();
        if (tooShort()) {
            return grown;
        }
        if (least(2, Look::heap) > least(1, Look::heap) * heapFactor + heapBytes) {
            grown.add("heap");
        }
        if (least(2, Look::counted) > least(1, Look::counted) + threads) {
            grown.add("threads: " + moreThreads());
        }
        if (least(2, Look::descriptors) > least(1, Look::descriptors) + descriptors) {
            grown.add("descriptors");
        }
        return grown;
    }

    private List<Look> part(int third) {
        int size = looks.size() / 3;
        return looks.subList(third * size, third * size + size);
    }

    private long least(int third, ToLongFunction<Look> what) {
        return part(third).stream().mapToLong(what).min().orElseThrow();
    }

    private Map<String, Long> moreThreads() {
        Map<String, Long> more = new TreeMap<>();
        for (String name : part(2).stream().flatMap(look -> look.threads().keySet().stream()).collect(Collectors.toCollection(TreeSet::new))) {
            ToLongFunction<Look> ofThatName = look -> look.threads().getOrDefault(name, 0);
            long by = least(2, ofThatName) - least(1, ofThatName);
            if (by > 0) {
                more.put(name, by);
            }
        }
        return more;
    }

    /** Least and most of each third. */
    String block() {
        if (tooShort()) {
            return "resources   too short to tell\n";
        }
        return "resources   least-most in the three thirds of the run\n"
                + "  heap KiB     " + thirds(look -> look.heap() / 1024) + "\n"
                + "  threads      " + thirds(Look::counted) + "\n"
                + "  descriptors  " + thirds(Look::descriptors) + "\n";
    }

    private String thirds(ToLongFunction<Look> what) {
        return Stream.of(0, 1, 2)
                .map(third -> least(third, what) + "-" + part(third).stream().mapToLong(what).max().orElseThrow())
                .collect(Collectors.joining("   "));
    }
}
