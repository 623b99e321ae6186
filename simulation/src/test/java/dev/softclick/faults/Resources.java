package dev.softclick.faults;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the JVM holds, looked at again and again: whether the last third of the looks is above the middle one. */
final class Resources {
    private static final int LEAST_LOOKS = 9;

    /** One look, after a collection. */
    private record Look(long heap, long threads, long descriptors) {}

    private final List<Look> looks = new ArrayList<>();

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
        looks.add(new Look(runtime.totalMemory() - runtime.freeMemory(), ManagementFactory.getThreadMXBean().getThreadCount(), descriptors));
    }

    /** What has grown, in plain words; empty when nothing has. The least of a third counts for heap and descriptors: bursts are not growth. */
    List<String> grown(double heapFactor, long heapBytes, int threads, int descriptors) {
        List<String> grown = new ArrayList<>();
        if (looks.size() < LEAST_LOOKS) {
            return grown;
        }
        long heapBefore = least(1, Look::heap);
        if (least(2, Look::heap) > heapBefore * heapFactor + heapBytes) {
            grown.add("heap");
        }
        if (least(2, Look::threads) > least(1, Look::threads) + threads) {
            grown.add("threads");
        }
        if (least(2, Look::descriptors) > least(1, Look::descriptors) + descriptors) {
            grown.add("descriptors");
        }
        return grown;
    }

    private long least(int third, ToLongFunction<Look> what) {
        int size = looks.size() / 3;
        return looks.subList(third * size, third * size + size).stream().mapToLong(what).min().orElseThrow();
    }

    /** Least and most of each third. */
    String block() {
        if (looks.size() < LEAST_LOOKS) {
            return "resources   too short to tell\n";
        }
        return "resources   least-most in the three thirds of the run\n"
                + "  heap KiB     " + thirds(look -> look.heap() / 1024) + "\n"
                + "  threads      " + thirds(Look::threads) + "\n"
                + "  descriptors  " + thirds(Look::descriptors) + "\n";
    }

    private String thirds(ToLongFunction<Look> what) {
        StringBuilder text = new StringBuilder();
        int size = looks.size() / 3;
        for (int third = 0; third < 3; third++) {
            List<Look> part = looks.subList(third * size, third * size + size);
            text.append(third == 0 ? "" : "   ").append(least(third, what)).append('-')
                    .append(part.stream().map(what::applyAsLong).max(Comparator.naturalOrder()).orElseThrow());
        }
        return text.toString();
    }
}
