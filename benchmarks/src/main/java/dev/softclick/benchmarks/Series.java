package dev.softclick.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Figures of both sides, round by round. */
final class Series {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> baseline = new ArrayList<>();

    /** One side's round. */
    @FunctionalInterface
    interface Round {
        /** Its figure. */
        double measure() throws Exception;
    }

    /** Takes so many rounds of each, in turns; who begins changes from round to round, so that a machine that slows down favours nobody. */
    static Series alternate(int rounds, Round ours, Round baseline) throws Exception {
        Series series = new Series();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                series.ours(ours.measure());
                series.baseline(baseline.measure());
            } else {
                series.baseline(baseline.measure());
                series.ours(ours.measure());
            }
        }
        return series;
    }

    void ours(double figure) {
        ours.add(figure);
    }

    void baseline(double figure) {
        baseline.add(figure);
    }

    Finding finding(String measure, String against, String unit, Aim aim, String proof) {
        return new Finding(measure, against, unit, ours, baseline, aim, proof);
    }
}
