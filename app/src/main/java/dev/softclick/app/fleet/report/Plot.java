package dev.softclick.app.fleet.report;

import dev.softclick.app.fleet.figures.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Curves over the time of a run, as SVG. */
final class Plot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 200;
    private static final int LEFT = 52;
    private static final int BOTTOM = 22;
    private static final int TOP = 8;
    private static final int RIGHT = 8;
    private static final int LINES = 4;

    /** Below it, times have a decimal. */
    private static final int SHORT_SECONDS = 20;

    private final StringBuilder svg = new StringBuilder(4096);
    private final double end;
    private final double most;

    /** What is drawn, from 0 upwards. */
    record Curve(String name, ToDoubleFunction<Sample> value) {}

    private Plot(double end, double most) {
        this.end = end;
        this.most = most;
    }

    static String of(List<Sample> samples, Curve a, Curve b) {
        double most = samples.stream().mapToDouble(s -> Math.max(a.value().applyAsDouble(s), b.value().applyAsDouble(s))).max().orElse(0);
        Plot plot = new Plot(samples.isEmpty() ? 1 : Math.max(samples.getLast().at(), 0.001), round(most));
        plot.begin();
        plot.curve(samples, "b", b);
        plot.curve(samples, "a", a);
        return plot.svg.append("</svg>\n").toString();
    }

    /** The next number that reads well, and so does its quarter. */
    private static double round(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private void begin() {
        svg.append("<svg viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT).append("\" role=\"img\">\n");
        for (int i = 0; i <= LINES; i++) {
            double value = most * i / LINES;
            double y = y(value);
            svg.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y, y));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 6, y + 4, number(value)));
            double at = end * i / LINES;
            String anchor = i == 0 ? "start" : i == LINES ? "end" : "middle";
            svg.append(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s s</text>%n", x(at), HEIGHT - 6, anchor, number(end < SHORT_SECONDS ? Math.round(at * 10) / 10.0 : Math.rint(at))));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%s", Math.round(value * 100) / 100.0);
    }

    private void curve(List<Sample> samples, String style, Curve curve) {
        svg.append("<polyline class=\"").append(style).append("\" points=\"");
        for (Sample sample : samples) {
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(sample.at()), y(curve.value().applyAsDouble(sample))));
        }
        svg.append("\"/>\n");
    }

    private double x(double at) {
        return LEFT + (WIDTH - LEFT - RIGHT) * at / end;
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
    }
}
