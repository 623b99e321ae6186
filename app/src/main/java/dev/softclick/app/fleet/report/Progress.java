package dev.softclick.app.fleet.report;

import dev.softclick.app.fleet.figures.Sample;
import dev.softclick.app.fleet.figures.Spans;
import dev.softclick.app.fleet.figures.Totals;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The progress of a run for people: some lines redrawn in place on a terminal, one line now and then elsewhere. */
public final class Progress {
    /** How often a line comes where there is no terminal. */
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

    private static final int BAR = 30;
    private static final String ESCAPE = "\u001b[";

    private final boolean terminal;
    private final Duration planned;
    private int drawn;
    private Duration nextPlain = Duration.ZERO;

    /** @param planned how long the run is to be */
    public Progress(boolean terminal, Duration planned) {
        this.terminal = terminal;
        this.planned = planned;
    }

    /** What to write now; may be nothing. */
    public String show(Totals totals, Sample lately) {
        if (terminal) {
            String block = block(totals, lately);
            String text = (drawn > 0 ? "\r" + ESCAPE + drawn + "A" : "") + ESCAPE + "J" + block;
            drawn = (int) block.chars().filter(c -> c == '\n').count();
            return text;
        }
        if (totals.elapsed().compareTo(nextPlain) < 0) {
            return "";
        }
        nextPlain = totals.elapsed().plus(PLAIN_EVERY).truncatedTo(ChronoUnit.SECONDS);
        return String.format(
                Locale.ROOT,
                "%s connected=%d/%d publishing=%d errors=%d disturbed=%d publishes/s=%.1f connects/s=%.1f p50=%.1fms p99=%.1fms left=%s%n",
                Spans.clock(totals.elapsed()), totals.connected(), totals.modems(), totals.publishing(), totals.errors(), totals.disturbed(),
                rate(lately.publishes(), lately), rate(lately.connects(), lately), lately.p50Millis(), lately.p99Millis(), Spans.clock(left(totals)));
    }

    private Duration left(Totals totals) {
        Duration left = planned.minus(totals.elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static double rate(long count, Sample lately) {
        return lately.seconds() == 0 ? 0 : count / lately.seconds();
    }

    private String block(Totals totals, Sample lately) {
        int done = (int) Math.min(BAR, BAR * totals.elapsed().toMillis() / Math.max(1, planned.toMillis()));
        return String.format(
                Locale.ROOT,
                """
                %s [%s%s] %s left
                connected   %d of %d   publishing %d   connects/s %.1f
                publishes   %d   %.1f/s   received %d
                acknowledge p50 %.1f ms   p99 %.1f ms   (all: p50 %.1f ms   p99 %.1f ms)
                errors      %d   in waves %d   links lost %d
                """,
                Spans.clock(totals.elapsed()), "#".repeat(done), ".".repeat(BAR - done), Spans.clock(left(totals)),
                totals.connected(), totals.modems(), totals.publishing(), rate(lately.connects(), lately),
                totals.published(), rate(lately.publishes(), lately), totals.received(),
                lately.p50Millis(), lately.p99Millis(), totals.acknowledge().p50Millis(), totals.acknowledge().p99Millis(),
                totals.errors(), totals.disturbed(), totals.lost());
    }
}
