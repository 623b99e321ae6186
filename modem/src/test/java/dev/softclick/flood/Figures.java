package dev.softclick.flood;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a flood cost. */
final class Figures {
    static final String HEADER = "port         garbage                  paced  host     MB in  out/in  CPU ms/MB  heap KB  "
            + "AT next to it, ms: PTY median slowest   paced TCP median slowest   no modem median slowest   ours waited";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Figures() {}

    /** Time on all threads of ours. */
    static long cpuNanos() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().startsWith("softclick-"))
                .map(ThreadInfo::getThreadId)
                .mapToLong(THREADS::getThreadCpuTime)
                .sum();
    }

    /**
     * How long threads of ours were ready to run while others had the processors, all together: proc(5), schedstat. Nothing where the kernel does not tell.
     */
    static long keptWaitingNanos() throws IOException {
        long nanos = 0;
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                nanos += keptWaitingNanos(task);
            }
        }
        return nanos;
    }

    private static long keptWaitingNanos(Path task) {
        try {
            return Files.readString(task.resolve("comm")).startsWith("softclick-")
                    ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[1])
                    : 0;
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }

    static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static double medianMillis(List<Long> sortedNanos) {
        return sortedNanos.get(sortedNanos.size() / 2) / 1e6;
    }

    static double slowestMillis(List<Long> sortedNanos) {
        return sortedNanos.getLast() / 1e6;
    }

    static String row(Kind kind, Garbage garbage, boolean paced, boolean reads, long in, long out, long cpu, long heap, List<Long> pty, List<Long> tcp, List<Long> machine) {
        return String.format(Locale.ROOT, "%-12s %-24s %-6s %-8s %6.2f %7.2f %10.1f %8d %35.2f %7.1f %18.2f %7.1f %17.2f %7.1f",
                kind, garbage, paced ? "yes" : "no", reads ? "reads" : "deaf", in / 1e6, (double) out / Math.max(1, in), cpu / 1e6 / (Math.max(1, in) / 1e6), heap / 1024,
                medianMillis(pty), slowestMillis(pty), medianMillis(tcp), slowestMillis(tcp), medianMillis(machine), slowestMillis(machine));
    }
}
