package dev.softclick.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.testing.transcript.EngineLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a run is told as. */
class ReportTest {
    private static ConformanceReport run(String target, String bug, String pattern, ConformanceListener listener) {
        Mutant mutant = Mutants.all().stream().filter(each -> each.name().equals(bug)).findFirst().orElse(Mutant.with("none", () -> new Bug() {}));
        EngineLine line = EngineLine.of(mutant.settings().apply(ModemSettings.defaults("1.2.3")));
        return new ConformanceRun(ConformanceSuite.standard().only(pattern), Dialect.REFERENCE, new BuggyLine(line, mutant.bug().get()), thing -> line.cloud())
                .run(target, Instant.EPOCH, listener);
    }

    /** Two groups, one failure, one skipped, one not run. */
    private static ConformanceReport mixed() {
        ConformanceReport report = run("<target> & \"co\"", "no blank in the close URC", "pubclose/close,identity", ConformanceListener.SILENT);
        List<CaseOutcome> outcomes = new ArrayList<>(report.outcomes());
        outcomes.set(0, new CaseOutcome(outcomes.get(0).conformanceCase(), new CaseResult.Skipped("no <cloud>"), Duration.ZERO));
        outcomes.set(1, new CaseOutcome(outcomes.get(1).conformanceCase(), new CaseResult.NotRun("gone"), Duration.ZERO));
        return new ConformanceReport(report.target(), report.identity(), report.began(), report.took(), outcomes);
    }

    @Test
    void junitXmlHasASuiteForEachGroup() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitXml.of(mixed()).getBytes(StandardCharsets.UTF_8)));
        Element root = xml.getDocumentElement();
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getAttribute("skipped")).isEqualTo("1");
        assertThat(root.getAttribute("errors")).isEqualTo("1");
        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(mixed().outcomes().size());
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
                .contains("expected: \\r\\n+AWSPUBCLOSE: 0,0\\r\\n", "seen:     \\r\\n+AWSPUBCLOSE:0,0\\r\\n", "> AT+AWSPUBCLOSE=0");
    }

    @Test
    void theHtmlPageStandsAlone() {
        String html = HtmlReport.of(mixed());
        assertThat(html).contains("&lt;target&gt; &amp; &quot;co&quot;", "does not conform", "no &lt;cloud&gt;", "+AWSPUBCLOSE: 0,0", "prefers-color-scheme: dark")
                .doesNotContain("<script", "src=", "<link", "http://", "https://", "<target>");
    }

    @Test
    void plainLinesWhenNotOnATerminal() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run("target", "no blank in the close URC", "pubclose/close,identity/gsn", new LiveTable(new PrintStream(out, true, StandardCharsets.UTF_8), false, true));
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b", "\r")
                .contains("passed  1/2 identity/gsn\n", "FAILED pubclose/close.at:10: ", "expected: \\r\\n+AWSPUBCLOSE: 0,0");
    }

    @Test
    void aTableOnATerminal() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run("target", "", "pubclose/close,identity", new LiveTable(new PrintStream(out, true, StandardCharsets.UTF_8), true, false));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("identity    12 passed\n", "pubclose     1 passed\n", "12/13", " s left");
    }

    @Test
    void differencesOfVerdictsAndAnswers() {
        ConformanceReport right = run("right", "", "pubclose/close,identity/gsn,identity/awsver", ConformanceListener.SILENT);
        ConformanceReport wrong = run("wrong", "no blank in the close URC", "pubclose/close,identity/gsn,identity/awsver", ConformanceListener.SILENT);
        assertThat(RunDifference.between(right, right).cases()).isEmpty();
        RunDifference difference = RunDifference.between(right, wrong);
        assertThat(difference.compared()).isEqualTo(3);
        assertThat(difference.cases()).singleElement().satisfies(each -> {
            assertThat(each.conformanceCase().name()).isEqualTo("pubclose/close");
            assertThat(each.verdicts()).isTrue();
        });
        assertThat(difference.text()).contains("right: passed", "wrong: failed", "to > AT+AWSPUBCLOSE=0", "+AWSPUBCLOSE:0,0", "1 difference in 3 cases");
    }

    @Test
    void answersMayDifferWhereBothPass() {
        ConformanceReport one = run("one", "", "identity/awsver", ConformanceListener.SILENT);
        EngineLine line = EngineLine.of(ModemSettings.defaults("9.9"));
        ConformanceReport other = new ConformanceRun(ConformanceSuite.standard().only("identity/awsver"), Dialect.REFERENCE, line, thing -> line.cloud())
                .run("other", Instant.EPOCH, ConformanceListener.SILENT);
        assertThat(RunDifference.between(one, other).cases()).singleElement().satisfies(each -> {
            assertThat(each.verdicts()).isFalse();
            assertThat(each.answers()).containsExactly(new RunDifference.Answer("> AT+AWSVER", "\\r\\n1.2.3\\r\\n\\r\\nOK\\r\\n", "\\r\\n9.9\\r\\n\\r\\nOK\\r\\n"));
        });
    }
}
