package dev.softclick.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/**
 * One measure of one run.
 *
 * @param measure what of
 * @param against the baseline, in words
 * @param unit of both sides' figures
 * @param ours a figure a round
 * @param baseline a figure a round, taken in turns with ours; a single one where it is a number that was not measured (a line's rate)
 * @param aim what the ratio should be
 * @param proof how it is known that the work was done
 */
public record Finding(String measure, String against, String unit, List<Double> ours, List<Double> baseline, Aim aim, String proof) {
    public Finding {
        ours = List.copyOf(ours);
        baseline = List.copyOf(baseline);
        if (ours.isEmpty() || baseline.isEmpty()) {
            throw new IllegalArgumentException("a finding needs a figure of each side");
        }
    }

    /** A ratio of our median to the baseline's, unless the aim is another. */
    public double figure() {
        return aim.figure(median(ours), median(baseline));
    }

    public boolean met() {
        return aim.met(figure());
    }

    public static double median(List<Double> rounds) {
        double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value below which that share of the samples lies; sorts them. */
    public static double percentile(double[] samples, double share) {
        Arrays.sort(samples);
        return samples[(int) Math.min(samples.length - 1, Math.floor(share * samples.length))];
    }
}
