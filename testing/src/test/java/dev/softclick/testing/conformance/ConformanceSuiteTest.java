package dev.softclick.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.testing.transcript.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The suite itself. */
class ConformanceSuiteTest {
    private static final ConformanceSuite SUITE = ConformanceSuite.standard();
    private static final Path FILES = Path.of("src", "main", "resources", "dev", "softclick", "testing", "conformance");

    @Test
    void theIndexListsEveryFile() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".at"))
                    .map(file -> FILES.relativize(file).toString().replace('\\', '/').replaceFirst("\\.at$", ""))
                    .toList();
            assertThat(SUITE.cases()).extracting(ConformanceCase::name).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void thereAreEnoughForEveryDialect() {
        for (Dialect dialect : Dialect.ALL) {
            assertThat(SUITE.in(dialect).cases()).hasSizeGreaterThanOrEqualTo(150);
        }
    }

    @Test
    void everyCaseSaysWhatItProvesAndWhere() {
        for (ConformanceCase each : SUITE.cases()) {
            assertThat(each.transcript().headers()).as(each.name()).containsKeys("title", "cites");
            assertThat(each.cites()).as(each.name()).matches("(Reference, |V\\.250 |3GPP TS 27\\.007 |wire\\.md, ).+");
        }
        assertThat(SUITE.cases()).extracting(each -> each.group() + ": " + each.title()).doesNotHaveDuplicates();
    }

    @Test
    void casesWithCloudStepsSayThatTheyNeedIt() {
        for (ConformanceCase each : SUITE.cases()) {
            boolean speaks = each.transcript().steps().stream().anyMatch(ConformanceSuiteTest::ofTheCloud);
            assertThat(each.needsCloud()).as(each.name()).isEqualTo(speaks);
        }
    }

    private static boolean ofTheCloud(Step step) {
        return step instanceof Step.Publish
                || step instanceof Step.Seen
                || step instanceof Step.AnyOrder any && any.expected().stream().anyMatch(ConformanceSuiteTest::ofTheCloud);
    }

    @Test
    void patternsChooseByGroupAndName() {
        assertThat(SUITE.only("publish/qos-*").cases()).extracting(ConformanceCase::group).containsOnly("publish");
        assertThat(SUITE.only("publish").cases()).isEqualTo(SUITE.only("publish/*").cases()).isNotEmpty();
        assertThat(SUITE.only("identity, state/read").cases()).extracting(ConformanceCase::name).contains("identity/qccid", "state/read");
        assertThat(SUITE.only("*/twice").cases()).hasSize(2);
        assertThat(SUITE.only("identity/gs?").cases()).extracting(ConformanceCase::name).containsExactly("identity/gsn");
        assertThat(SUITE.only("nothing/like.*").cases()).isEmpty();
    }

    @Test
    void someCasesHoldForOneDialectOnly() {
        assertThat(SUITE.in(Dialect.FIELD).cases()).extracting(ConformanceCase::name).contains("sockets/eight-publish");
        assertThat(SUITE.in(Dialect.REFERENCE).cases()).extracting(ConformanceCase::name).doesNotContain("sockets/eight-publish");
    }
}
