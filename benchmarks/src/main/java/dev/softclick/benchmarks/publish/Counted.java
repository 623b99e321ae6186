package dev.softclick.benchmarks.publish;

import dev.softclick.benchmarks.measure.Finding;
import java.io.IOException;

/** Something done again and again, one after the other, and counted. */
final class Counted {
    private final int each;
    private final Once once;
    private long done;

    /** One of it. */
    @FunctionalInterface
    interface Once {
        void run() throws IOException;
    }

    /** @param each so many are a round */
    Counted(int each, Once once) {
        this.each = each;
        this.once = once;
    }

    void warmUp(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            next();
        }
    }

    private void next() throws IOException {
        once.run();
        done++;
    }

    /** Does a round; the median of how long one of it took. */
    double microseconds() throws IOException {
        double[] times = new double[each];
        for (int i = 0; i < each; i++) {
            long start = System.nanoTime();
            next();
            times[i] = (System.nanoTime() - start) / 1e3;
        }
        return Finding.percentile(times, 0.5);
    }

    /** Does a round; how many of it a second. */
    double aSecond() throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < each; i++) {
            next();
        }
        return each / ((System.nanoTime() - start) / 1e9);
    }

    /** How many there were. */
    long done() {
        return done;
    }
}
