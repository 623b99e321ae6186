package dev.softclick.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** Figures of both sides, round by round. */
public final class Series {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> baseline = new ArrayList<>();

    /** One side's turn. */
    public @FunctionalInterface
    interface Turn {
        void take() throws Exception;
    }

    /** One side's round. */
    public @FunctionalInterface
    interface Round {
        /** Its figure. */
        double measure() throws Exception;
    }

    /** Takes so many rounds of each, in turns. */
    public static Series alternate(int rounds, Round ours, Round baseline) throws Exception {
        Series series = new Series();
        inTurns(rounds, () -> series.ours(ours.measure()), () -> series.baseline(baseline.measure()));
        return series;
    }

    /** Lets each have so many turns; who begins changes from round to round, so that a machine that slows down favours nobody. */
    public static void inTurns(int rounds, Turn ours, Turn baseline) throws Exception {
        for (int round = 0; round < rounds; round++) {
            if (Progress.HERE.isBound()) {
                Progress.HERE.get().round(round + 1, rounds);
            }
            boolean oursFirst = round % 2 == 0;
            (oursFirst ? ours : baseline).take();
            (oursFirst ? baseline : ours).take();
        }
    }

    public void ours(double figure) {
        ours.add(figure);
    }

    public void baseline(double figure) {
        baseline.add(figure);
    }

    public Finding finding(String measure, String against, String unit, Aim aim, String proof) {
        return new Finding(measure, against, unit, ours, baseline, aim, proof);
    }
}
