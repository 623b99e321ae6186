package dev.softclick.benchmarks.measure;

import java.util.Locale;

/** What a figure should be, and so how it is made of both sides' medians. */
public sealed interface Aim {
    /** A ratio not above it. */
    record AtMost(double bound) implements Aim {
        @Override
        public boolean met(double figure) {
            return figure <= bound;
        }

        @Override
        public String toString() {
            return "at most " + number(bound);
        }
    }

    /** A ratio not below it. */
    record AtLeast(double bound) implements Aim {
        @Override
        public boolean met(double figure) {
            return figure >= bound;
        }

        @Override
        public String toString() {
            return "at least " + number(bound);
        }
    }

    /** A ratio no further from 1 than that. */
    record Within(double tolerance) implements Aim {
        @Override
        public boolean met(double figure) {
            return Math.abs(figure - 1) <= tolerance;
        }

        @Override
        public String toString() {
            return "1 within " + tolerance;
        }
    }

    /** A difference, ours less the baseline's, not above it. */
    record AtMostMore(double bound) implements Aim {
        @Override
        public double figure(double ours, double baseline) {
            return ours - baseline;
        }

        @Override
        public boolean met(double figure) {
            return figure <= bound;
        }

        @Override
        public String toString() {
            return "at most " + number(bound) + " more";
        }
    }

    /** Our own figure not above it, whatever the baseline's. */
    record OursAtMost(double bound) implements Aim {
        @Override
        public double figure(double ours, double baseline) {
            return ours;
        }

        @Override
        public boolean met(double figure) {
            return figure <= bound;
        }

        @Override
        public String toString() {
            return "itself at most " + number(bound);
        }
    }

    /** A ratio, just to know. */
    record Told() implements Aim {
        @Override
        public boolean met(double figure) {
            return true;
        }

        @Override
        public String toString() {
            return "-";
        }
    }

    /** What is told of both medians. */
    default double figure(double ours, double baseline) {
        return ours / baseline;
    }

    /** Whether that figure is as it should be. */
    boolean met(double figure);

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
