package dev.softclick.testing.conformance;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report as one HTML page that needs nothing beside it: no script, no other file, light or dark as the reader has it. */
public final class HtmlReport {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    /** The page. */
    public static String of(ConformanceReport report) {
        StringBuilder html = new StringBuilder(128 * 1024);
        String verdict = report.conforms() ? "conforms" : "does not conform";
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Markup.text(report.target())).append(' ').append(verdict).append("</title>\n<style>\n")
                .append(HtmlStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n");
        head(html, report, verdict);
        failures(html, report);
        report.groups().forEach((group, outcomes) -> group(html, group, outcomes));
        html.append("</main>\n</body>\n</html>\n");
        return html.toString();
    }

    private static void head(StringBuilder html, ConformanceReport report, String verdict) {
        html.append("<header>\n<p class=\"kind\">Conformance to the AWS IoT AT Command Reference</p>\n<h1>").append(Markup.text(report.target()))
                .append(" <span class=\"").append(report.conforms() ? "good" : "bad").append("\">").append(verdict).append("</span></h1>\n<ul class=\"counts\">\n");
        count(html, "passed", report.passed(), "passed");
        count(html, "failed", report.failed(), "failed");
        count(html, "skipped", report.skipped(), "skipped");
        count(html, "not run", report.notRun(), "notrun");
        html.append("</ul>\n");
        bar(html, report);
        html.append("<dl>\n");
        report.identity().forEach((name, value) -> fact(html, name, value));
        fact(html, "began", MOMENT.format(report.began()));
        fact(html, "took", length(report.took()));
        html.append("</dl>\n</header>\n");
    }

    private static void count(StringBuilder html, String name, long number, String kind) {
        html.append("<li class=\"").append(number == 0 ? "none" : kind).append("\"><b>").append(number).append("</b> ").append(name).append("</li>\n");
    }

    private static void bar(StringBuilder html, ConformanceReport report) {
        html.append("<div class=\"bar\" role=\"img\" aria-label=\"").append(Markup.text(report.summary())).append("\">");
        Map<String, Long> parts = new java.util.LinkedHashMap<>();
        parts.put("passed", report.passed());
        parts.put("failed", report.failed());
        parts.put("skipped", report.skipped());
        parts.put("notrun", report.notRun());
        parts.forEach((kind, number) -> {
            if (number > 0) {
                html.append("<i class=\"").append(kind).append("\" style=\"flex:").append(number).append("\"></i>");
            }
        });
        html.append("</div>\n");
    }

    private static void fact(StringBuilder html, String name, String value) {
        html.append("<div><dt>").append(Markup.text(name)).append("</dt><dd>").append(Markup.text(value)).append("</dd></div>\n");
    }

    private static void failures(StringBuilder html, ConformanceReport report) {
        if (report.failed() == 0) {
            return;
        }
        html.append("<section>\n<h2>What failed</h2>\n");
        for (CaseOutcome outcome : report.outcomes()) {
            if (outcome.result() instanceof CaseResult.Failed failed) {
                failure(html, outcome.conformanceCase(), failed);
            }
        }
        html.append("</section>\n");
    }

    private static void failure(StringBuilder html, ConformanceCase played, CaseResult.Failed failed) {
        html.append("<article id=\"").append(Markup.text(played.name())).append("\">\n<h3><code>").append(Markup.text(played.name())).append("</code> ")
                .append(Markup.text(played.title())).append("</h3>\n<p class=\"cites\">").append(Markup.text(played.cites())).append("</p>\n<p class=\"reason\">")
                .append(failed.line() > 0 ? "Line " + failed.line() + ": " : "").append(Markup.text(failed.reason())).append("</p>\n<div class=\"against\">\n");
        if (!failed.expected().isEmpty()) {
            html.append("<div><h4>expected</h4><pre>").append(wire(failed.expected())).append("</pre></div>\n");
        }
        html.append("<div><h4>seen</h4><pre class=\"seen\">").append(failed.seen().isEmpty() ? "<em>nothing</em>" : wire(failed.seen())).append("</pre></div>\n</div>\n");
        if (!failed.conversation().isEmpty()) {
            html.append("<details open><summary>The conversation</summary>\n");
            conversation(html, failed.conversation());
            html.append("</details>\n");
        }
        html.append("</article>\n");
    }

    private static void conversation(StringBuilder html, List<String> lines) {
        html.append("<pre class=\"talk\">");
        for (String said : lines) {
            SaidLine line = SaidLine.of(said);
            html.append("<span class=\"").append(line.ofTheHost() ? "host" : line.ofTheModem() ? "modem" : "cloud").append("\"><small>")
                    .append(Markup.text(line.time())).append("</small> <b>").append(Markup.text(line.sign())).append("</b> ")
                    .append(wire(line.text())).append("</span>\n");
        }
        html.append("</pre>\n");
    }

    private static void group(StringBuilder html, String group, List<CaseOutcome> outcomes) {
        long passed = outcomes.stream().filter(outcome -> outcome.result() instanceof CaseResult.Passed).count();
        html.append("<section>\n<details").append(passed == outcomes.size() ? "" : " open").append("><summary><h2>").append(Markup.text(group))
                .append("</h2> <span class=\"").append(passed == outcomes.size() ? "good" : "some").append("\">").append(passed).append(" of ")
                .append(outcomes.size()).append(" passed</span></summary>\n<table>\n<thead><tr><th>case</th><th>what it shows</th><th>cites</th><th>result</th><th class=\"n\">time</th></tr></thead>\n<tbody>\n");
        for (CaseOutcome outcome : outcomes) {
            row(html, outcome);
        }
        html.append("</tbody>\n</table>\n</details>\n</section>\n");
    }

    private static void row(StringBuilder html, CaseOutcome outcome) {
        ConformanceCase played = outcome.conformanceCase();
        String kind = outcome.result().word().replace(" ", "");
        String name = Markup.text(played.name().substring(played.group().length() + 1));
        html.append("<tr><td><code>").append(name).append("</code></td><td>").append(Markup.text(played.title()));
        if (outcome.result() instanceof CaseResult.Skipped || outcome.result() instanceof CaseResult.NotRun) {
            html.append("<br><small>").append(Markup.text(outcome.result().why())).append("</small>");
        }
        html.append("</td><td class=\"cites\">").append(Markup.text(played.cites())).append("</td><td><span class=\"tag ").append(kind).append("\">");
        if (outcome.result() instanceof CaseResult.Failed) {
            html.append("<a href=\"#").append(Markup.text(played.name())).append("\">failed</a>");
        } else {
            html.append(outcome.result().word());
        }
        html.append("</span></td><td class=\"n\">").append(length(outcome.took())).append("</td></tr>\n");
    }

    /** Escapes of control characters set apart from what stands for itself; a blank at the end of a line is shown as one. */
    private static String wire(String escaped) {
        return Markup.text(escaped.replaceAll(" (?=\\\\r|$)", "\\\\x20")).replaceAll("\\\\(r|n|t|x[0-9a-f]{2})", "<s>\\\\$1</s>");
    }

    private static String length(Duration time) {
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }
}
