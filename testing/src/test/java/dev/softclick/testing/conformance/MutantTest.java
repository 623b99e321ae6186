package dev.softclick.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.testing.transcript.EngineLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite finds wrong modules: each of these by at least one case, which is printed. */
class MutantTest {
    private static final ConformanceSuite SUITE = ConformanceSuite.standard();

    static List<Mutant> mutants() {
        return Mutants.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isFound(Mutant mutant) {
        ConformanceReport report = run(mutant);
        List<String> finders = report.outcomes().stream()
                .filter(outcome -> outcome.result() instanceof CaseResult.Failed)
                .map(outcome -> outcome.conformanceCase().name())
                .toList();
        System.out.println(mutant + ": found by " + finders.size() + ": " + String.join(" ", finders.subList(0, Math.min(3, finders.size()))));
        assertThat(finders).as("cases that fail on a module with: " + mutant).isNotEmpty();
    }

    @Test
    void eachHasItsName() {
        assertThat(Mutants.all()).extracting(Mutant::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void aLineWithoutABugChangesNothing() {
        assertThat(run(Mutant.with("nothing wrong", () -> new Bug() {})).conforms()).isTrue();
    }

    static ConformanceReport run(Mutant mutant) {
        EngineLine line = EngineLine.of(mutant.settings().apply(ModemSettings.defaults("1.2.3")));
        return new ConformanceRun(SUITE, Dialect.REFERENCE, new BuggyLine(line, mutant.bug().get()), thing -> line.cloud())
                .run(mutant.name(), Instant.EPOCH, ConformanceListener.SILENT);
    }
}
