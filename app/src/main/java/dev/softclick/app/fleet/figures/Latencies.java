package dev.softclick.app.fleet.figures;

import org.HdrHistogram.Histogram;

/**
 * Times, summed up; in milliseconds, exact to three digits.
 *
 * @param count how many were taken
 */
public record Latencies(long count, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {
    /** Of nothing. */
    public static final Latencies NONE = new Latencies(0, 0, 0, 0, 0);

    static Latencies of(Histogram micros) {
        return micros.getTotalCount() == 0
                ? NONE
                : new Latencies(
                        micros.getTotalCount(),
                        micros.getValueAtPercentile(50) / 1000.0,
                        micros.getValueAtPercentile(95) / 1000.0,
                        micros.getValueAtPercentile(99) / 1000.0,
                        micros.getMaxValue() / 1000.0);
    }
}
