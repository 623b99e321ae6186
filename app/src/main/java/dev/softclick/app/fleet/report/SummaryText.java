package dev.softclick.app.fleet.report;

import dev.softclick.app.fleet.figures.Latencies;
import dev.softclick.app.fleet.figures.Spans;
import dev.softclick.app.fleet.figures.Totals;
import java.util.Locale;

/** The summary for a terminal. */
public final class SummaryText {
    /** Reasons that are shown; the JSON has all that are kept. */
    private static final int MAX_SHOWN = 8;

    private SummaryText() {}

    /** Some lines, the last one with the verdict. */
    public static String of(Summary summary) {
        Totals totals = summary.totals();
        StringBuilder text = new StringBuilder(512);
        row(text, "ran", "%s%s against %s", Spans.clock(totals.elapsed()), summary.interrupted() ? " (interrupted)" : "", summary.cloud());
        row(text, "modems", "%d, %d connected at once at most; %d connects, %.1f a second at most, %d links lost",
                totals.modems(), totals.mostConnected(), totals.connects(), summary.rates().mostConnectsASecond(), totals.lost());
        row(text, "publishes", "%d to the cloud, %.1f a second; %d did not get there", totals.published(), summary.rates().publishesASecond(), totals.unpublished());
        row(text, "received", "%d", totals.received());
        row(text, "acknowledge", "%s", times(totals.acknowledge()));
        row(text, "rounds", "%d, %s", totals.rounds(), times(totals.round()));
        row(text, "errors", "%d; %d more in waves; %d rounds left out", totals.errors(), totals.disturbed(), totals.leftOut());
        if (totals.hurried() > 0) {
            row(text, "hurried", "%d CONNECTs within a second of the client's last one", totals.hurried());
        }
        summary.reasons().entrySet().stream().limit(MAX_SHOWN).forEach(reason -> row(text, "", "%dx %s", reason.getValue(), reason.getKey()));
        summary.broken().forEach(broken -> row(text, "BROKEN", "%s", broken));
        return text.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
    private static void row(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-12s ", name)).append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String times(Latencies times) {
        return times.count() == 0
                ? "none taken"
                : String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
                        times.p50Millis(), times.p95Millis(), times.p99Millis(), times.maxMillis());
    }
}
