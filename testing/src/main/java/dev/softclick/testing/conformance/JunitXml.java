package dev.softclick.testing.conformance;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report as JUnit XML, one {@code testsuite} a group, as Jenkins and GitLab read it. */
public final class JunitXml {
    private JunitXml() {}

    /** The document. What never had its turn is an {@code error}: a run that ended early must not look complete. */
    public static String of(ConformanceReport report) {
        StringBuilder xml = new StringBuilder(64 * 1024);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"conformance of ").append(Markup.text(report.target()))
                .append("\" tests=\"").append(report.outcomes().size())
                .append("\" failures=\"").append(report.failed())
                .append("\" errors=\"").append(report.notRun())
                .append("\" skipped=\"").append(report.skipped())
                .append("\" time=\"").append(seconds(report.took())).append("\">\n");
        report.groups().forEach((group, outcomes) -> suite(xml, report, group, outcomes));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, ConformanceReport report, String group, List<CaseOutcome> outcomes) {
        xml.append("  <testsuite name=\"conformance.").append(Markup.text(group))
                .append("\" tests=\"").append(outcomes.size())
                .append("\" failures=\"").append(count(outcomes, CaseResult.Failed.class))
                .append("\" errors=\"").append(count(outcomes, CaseResult.NotRun.class))
                .append("\" skipped=\"").append(count(outcomes, CaseResult.Skipped.class))
                .append("\" time=\"").append(seconds(outcomes.stream().map(CaseOutcome::took).reduce(Duration.ZERO, Duration::plus)))
                .append("\" timestamp=\"").append(report.began().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""))
                .append("\">\n    <properties>\n");
        property(xml, "target", report.target());
        for (Map.Entry<String, String> fact : report.identity().entrySet()) {
            property(xml, fact.getKey(), fact.getValue());
        }
        xml.append("    </properties>\n");
        outcomes.forEach(outcome -> testCase(xml, outcome));
        xml.append("  </testsuite>\n");
    }

    private static void property(StringBuilder xml, String name, String value) {
        xml.append("      <property name=\"").append(Markup.text(name)).append("\" value=\"").append(Markup.text(value)).append("\"/>\n");
    }

    private static void testCase(StringBuilder xml, CaseOutcome outcome) {
        ConformanceCase played = outcome.conformanceCase();
        xml.append("    <testcase classname=\"conformance.").append(Markup.text(played.group()))
                .append("\" name=\"").append(Markup.text(played.name().substring(played.group().length() + 1) + ": " + played.title()))
                .append("\" time=\"").append(seconds(outcome.took())).append('"');
        switch (outcome.result()) {
            case CaseResult.Passed _ -> xml.append("/>\n");
            case CaseResult.Failed failed -> xml.append(">\n      <failure message=\"").append(Markup.text(failed.reason()))
                    .append("\" type=\"conformance\">").append(Markup.text(FailureText.of(played, failed)))
                    .append("</failure>\n    </testcase>\n");
            case CaseResult.Skipped(String reason) -> xml.append(">\n      <skipped message=\"").append(Markup.text(reason)).append("\"/>\n    </testcase>\n");
            case CaseResult.NotRun(String reason) -> xml.append(">\n      <error message=\"not run: ").append(Markup.text(reason))
                    .append("\" type=\"not-run\"/>\n    </testcase>\n");
        }
    }

    private static long count(List<CaseOutcome> outcomes, Class<? extends CaseResult> kind) {
        return outcomes.stream().filter(outcome -> kind.isInstance(outcome.result())).count();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
