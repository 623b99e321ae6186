package dev.softclick.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** How much memory and time one input may cost. */
public final class Bounds {
    /** In bytes, for any input and for each byte of it. */
    private static final long MEMORY = 64L << 20;

    private static final long MEMORY_A_BYTE = 4096;

    /** In fact it is microseconds, but the machine may be busy. */
    private static final long SECONDS = 10;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Bounds() {}

    /** Tries the input within them. One that goes beyond is tried again: what was needed once, as classes are, is not held against it. */
    public static void hold(byte[] data, FuzzTarget target) throws Exception {
        if (!excess(data, target).isEmpty()) {
            String excess = excess(data, target);
            if (!excess.isEmpty()) {
                throw new IllegalStateException(excess + " for an input of " + data.length + " bytes");
            }
        }
    }

    private static String excess(byte[] data, FuzzTarget target) throws Exception {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        target.fuzzerTestOneInput(data);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        long memory = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        if (memory > MEMORY + MEMORY_A_BYTE * data.length) {
            return memory + " bytes of memory";
        }
        return seconds < SECONDS ? "" : seconds + " s";
    }
}
