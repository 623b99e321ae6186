package dev.softclick.app.fleet.figures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The course of a run: samples in order, of which neighbours are merged when there are too many. One thread at a time. */
public final class Series {
    /** Most samples kept. */
    public static final int MAX_SAMPLES = 1200;

    /** A sample that is shorter goes with the one before: its rates would say nothing. */
    private static final double SHORT_SECONDS = 0.5;

    private final List<Sample> samples = new ArrayList<>();
    private Totals before;
    private int merged = 1;
    private int waiting;

    /** @param begin the totals at the begin */
    public Series(Totals begin) {
        before = begin;
    }

    /** Takes the totals at a moment, and the times since the last one; gives the sample between. */
    public Sample add(Totals now, Latencies lately) {
        Sample sample = new Sample(
                seconds(now.elapsed()),
                seconds(now.elapsed().minus(before.elapsed())),
                now.connected(),
                now.publishing(),
                now.published() - before.published(),
                now.connects() - before.connects(),
                now.errors() - before.errors(),
                now.disturbed() - before.disturbed(),
                lately.p50Millis(),
                lately.p99Millis());
        before = now;
        boolean ofItsOwn = samples.isEmpty() || sample.seconds() >= SHORT_SECONDS && waiting++ % merged == 0;
        if (ofItsOwn) {
            samples.add(sample);
        } else {
            samples.set(samples.size() - 1, samples.getLast().then(sample));
        }
        if (samples.size() > MAX_SAMPLES && waiting % merged == 0) {
            halve();
        }
        return sample;
    }

    private void halve() {
        List<Sample> all = List.copyOf(samples);
        samples.clear();
        for (int i = 0; i < all.size(); i += 2) {
            samples.add(i + 1 < all.size() ? all.get(i).then(all.get(i + 1)) : all.get(i));
        }
        merged *= 2;
        waiting = 0;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** The course of the run so far. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }
}
