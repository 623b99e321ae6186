package dev.softclick.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.testing.transcript.EngineLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The modem's engine passes every case in each dialect, in virtual time. */
class SoftModemConformanceTest {
    static List<Dialect> dialects() {
        return Dialect.ALL;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void theEnginePassesEveryCase(Dialect dialect) {
        EngineLine line = EngineLine.of(ModemSettings.defaults("1.2.3").withDialect(dialect));
        ConformanceReport report = new ConformanceRun(ConformanceSuite.standard(), dialect, line, thing -> line.cloud())
                .run("engine", Instant.EPOCH, ConformanceListener.SILENT);
        assertThat(report.outcomes()).filteredOn(outcome -> !(outcome.result() instanceof CaseResult.Passed)).isEmpty();
        assertThat(report.conforms()).isTrue();
    }
}
