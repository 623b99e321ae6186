package dev.softclick.app.fleet.report;

import dev.softclick.app.fleet.figures.Latencies;
import dev.softclick.app.fleet.figures.Sample;
import dev.softclick.app.fleet.figures.Spans;
import dev.softclick.app.fleet.figures.Totals;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The summary as a page that needs nothing else: numbers, and plots of the run's course. */
public final class SummaryPage {
    private static final String STYLE = """
            :root { --paper: #fbfaf7; --card: #fff; --ink: #1d2126; --soft: #626a73; --line: #e2dfd8; --good: #1d7a46; --bad: #b3261e; --a: #1f5fa8; --b: #b8620a; }
            @media (prefers-color-scheme: dark) {
              :root { --paper: #14171a; --card: #1c2024; --ink: #e6e8ea; --soft: #9aa3ad; --line: #2e343a; --good: #63c78f; --bad: #ff8a80; --a: #7db4f5; --b: #f0a860; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
            h1 { font-size: 1.7rem; line-height: 1.25; margin: .1rem 0 .6rem; overflow-wrap: anywhere; }
            h2 { font-size: 1rem; margin: 0 0 .5rem; }
            .soft { color: var(--soft); margin: 0; } .good { color: var(--good); } .bad { color: var(--bad); }
            dl { display: flex; flex-wrap: wrap; gap: .8rem 2.2rem; margin: 1.4rem 0; }
            dt { font-size: .75rem; color: var(--soft); } dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
            .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }
            article { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.15rem; min-width: 0; }
            svg { display: block; width: 100%; height: auto; } svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
            svg .grid { stroke: var(--line); } svg polyline { fill: none; stroke-width: 1.6; stroke-linejoin: round; }
            .a { color: var(--a); stroke: var(--a); } .b { color: var(--b); stroke: var(--b); } .key span { margin-right: 1rem; }
            table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
            td { padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; vertical-align: top; }
            td:first-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
            @media (max-width: 34rem) { .plots { grid-template-columns: 1fr; } }
            """;

    private final StringBuilder page = new StringBuilder(16_384);

    private SummaryPage() {}

    /** The page. */
    public static String of(Summary summary) {
        SummaryPage made = new SummaryPage();
        made.write(summary);
        return made.page.toString();
    }

    private void write(Summary summary) {
        Totals totals = summary.totals();
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(escaped(summary.file())).append("</title>\n<style>\n").append(STYLE).append("</style></head>\n<body><main>\n");
        page.append("<p class=\"soft\">Fleet run</p>\n<h1>").append(escaped(summary.file())).append("</h1>\n");
        page.append("<p class=\"soft\">").append(escaped(summary.began())).append(", ").append(Spans.clock(totals.elapsed()))
                .append(summary.interrupted() ? " (interrupted)" : "").append(", against ").append(escaped(summary.cloud()))
                .append(", seed ").append(summary.seed()).append("</p>\n");
        if (summary.broken().isEmpty()) {
            page.append("<p class=\"good\">No threshold of the file was broken.</p>\n");
        } else {
            summary.broken().forEach(broken -> page.append("<p class=\"bad\">Broken: ").append(escaped(broken)).append("</p>\n"));
        }
        numbers(summary);
        plots(summary.samples());
        reasons(summary.reasons());
        page.append("</main></body></html>\n");
    }

    private void numbers(Summary summary) {
        Totals totals = summary.totals();
        page.append("<dl>\n");
        number("modems", Long.toString(totals.modems()));
        number("connected at most", Long.toString(totals.mostConnected()));
        number("connects", Long.toString(totals.connects()));
        number("connects a second at most", Double.toString(summary.rates().mostConnectsASecond()));
        number("links lost", Long.toString(totals.lost()));
        number("publishes", Long.toString(totals.published()));
        number("publishes a second", Double.toString(summary.rates().publishesASecond()));
        number("not published", Long.toString(totals.unpublished()));
        number("received", Long.toString(totals.received()));
        number("acknowledge p50 / p95 / p99", millis(totals.acknowledge()));
        number("round p50 / p95 / p99", millis(totals.round()));
        number("errors", Long.toString(totals.errors()));
        number("errors in waves", Long.toString(totals.disturbed()));
        number("rounds left out", Long.toString(totals.leftOut()));
        page.append("</dl>\n");
    }

    private void number(String name, String value) {
        page.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>\n");
    }

    private static String millis(Latencies times) {
        return times.count() == 0
                ? "none"
                : String.format(Locale.ROOT, "%.1f / %.1f / %.1f ms", times.p50Millis(), times.p95Millis(), times.p99Millis());
    }

    private void plots(List<Sample> samples) {
        page.append("<div class=\"plots\">\n");
        plot(samples, "Modems", new Plot.Curve("connected", Sample::connected), new Plot.Curve("in their rounds", Sample::publishing));
        plot(samples, "Publish to acknowledge, ms", new Plot.Curve("p50", Sample::p50Millis), new Plot.Curve("p99", Sample::p99Millis));
        plot(samples, "Publishes and connects a second", new Plot.Curve("publishes", s -> rate(s.publishes(), s)), new Plot.Curve("connects", s -> rate(s.connects(), s)));
        plot(samples, "Errors a second", new Plot.Curve("errors", s -> rate(s.errors(), s)), new Plot.Curve("in waves", s -> rate(s.disturbed(), s)));
        page.append("</div>\n");
    }

    private static double rate(long count, Sample sample) {
        return sample.seconds() == 0 ? 0 : count / sample.seconds();
    }

    private void plot(List<Sample> samples, String title, Plot.Curve a, Plot.Curve b) {
        page.append("<article><h2>").append(title).append("</h2>\n").append(Plot.of(samples, a, b)).append("<p class=\"soft key\"><span><b class=\"a\">&#9644;</b> ")
                .append(a.name()).append("</span><span><b class=\"b\">&#9644;</b> ").append(b.name()).append("</span></p></article>\n");
    }

    private void reasons(Map<String, Long> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        page.append("<table>\n");
        reasons.forEach((reason, count) -> page.append("<tr><td>").append(count).append(" &times;</td><td>").append(escaped(reason)).append("</td></tr>\n"));
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
