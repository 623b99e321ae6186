package dev.softclick.app.fleet.figures;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Times taken by any thread, 1 µs to an hour, and looked at by one, for the time since the last look and for all the time. */
public final class Times {
    private static final long MAX_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(MAX_MICROS, DIGITS);
    private final Histogram all = new Histogram(MAX_MICROS, DIGITS);
    private @Nullable Histogram lately;

    /** It took so long. */
    public void took(long nanos) {
        recorder.recordValue(Math.clamp(nanos / 1000, 1, MAX_MICROS));
    }

    /** Those since the last look. */
    public synchronized Latencies look() {
        Histogram now = lately == null ? recorder.getIntervalHistogram() : recorder.getIntervalHistogram(lately);
        lately = now;
        all.add(now);
        return Latencies.of(now);
    }

    /** All up to the last look. */
    synchronized Latencies all() {
        return Latencies.of(all);
    }
}
