package dev.softclick.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.CloudSide;
import dev.softclick.testing.transcript.EngineLine;
import dev.softclick.testing.transcript.TranscriptLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that go away, modems that fall silent, clouds that are not there. */
class BrokenLineTest {
    private static final ConformanceSuite SUITE = ConformanceSuite.standard().only("identity,probe");

    private static EngineLine engine() {
        return EngineLine.of(ModemSettings.defaults("1.2.3"));
    }

    /** A line that lasts for so many sends and is then gone, or takes everything and answers nothing. */
    private static final class Failing implements TranscriptLine {
        private final EngineLine line = engine();
        private final boolean vanishes;
        private int sendsLeft;

        Failing(int sends, boolean vanishes) {
            sendsLeft = sends;
            this.vanishes = vanishes;
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            if (sendsLeft == 0 && vanishes) {
                throw new IOException("the port is gone");
            }
            if (sendsLeft > 0) {
                sendsLeft--;
                line.send(bytes);
            }
        }

        @Override
        public Chunk receive(long until) {
            return line.receive(until);
        }

        @Override
        public long now() {
            return line.now();
        }

        @Override
        public Duration tolerance(int bytes) {
            return Duration.ZERO;
        }

        @Override
        public Duration quietTime() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }

    private static ConformanceReport run(TranscriptLine line) {
        return new ConformanceRun(SUITE, Dialect.REFERENCE, line, CloudOpener.none("no cloud")).run("target", Instant.EPOCH, ConformanceListener.SILENT);
    }

    @Test
    void aDeadPortEndsInSeconds() {
        Failing dead = new Failing(0, false);
        ConformanceReport report = run(dead);
        assertThat(report.notRun()).isEqualTo(SUITE.cases().size());
        assertThat(report.outcomes().getFirst().result()).isEqualTo(new CaseResult.NotRun("nobody answers AT on this port"));
        assertThat(report.took()).isLessThan(Duration.ofSeconds(4));
        assertThat(report.conforms()).isFalse();
    }

    @Test
    void aPortThatVanishesFailsItsCaseAndEndsTheRun() {
        ConformanceReport report = run(new Failing(60, true));
        List<String> words = report.outcomes().stream().map(outcome -> outcome.result().word()).distinct().toList();
        assertThat(words).containsExactly("passed", "failed", "not run");
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.outcomes()).filteredOn(outcome -> outcome.result() instanceof CaseResult.Failed)
                .allSatisfy(outcome -> assertThat(outcome.result().why()).contains("the port is gone"));
        assertThat(report.outcomes().getLast().result().why()).contains("the port is gone");
    }

    @Test
    void aModemThatFallsSilentEndsTheRun() {
        ConformanceReport report = run(new Failing(60, false));
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.outcomes().getLast().result().why()).contains("no longer answers");
        assertThat(report.took()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatNeedsTheCloudIsSkippedWithTheReason() {
        EngineLine line = engine();
        ConformanceReport report = new ConformanceRun(ConformanceSuite.standard().only("publish"), Dialect.REFERENCE, line, CloudOpener.none("no cloud here"))
                .run("target", Instant.EPOCH, ConformanceListener.SILENT);
        assertThat(report.skipped()).isPositive();
        assertThat(report.failed()).isZero();
        assertThat(report.conforms()).isTrue();
        assertThat(report.reasons()).containsExactly(report.skipped() + " skipped: no cloud here");
        assertThat(report.outcomes()).filteredOn(outcome -> outcome.result() instanceof CaseResult.Skipped)
                .allSatisfy(outcome -> assertThat(outcome.result().why()).isEqualTo("no cloud here"));
    }

    @Test
    void theCloudIsOpenedForTheThingThatTheModemNames() {
        EngineLine line = engine();
        List<String> things = new ArrayList<>();
        new ConformanceRun(ConformanceSuite.standard().only("publish/length-1"), Dialect.REFERENCE, line, thing -> {
            things.add(thing);
            return CloudSide.none("closed");
        }).run("target", Instant.EPOCH, ConformanceListener.SILENT);
        assertThat(things).containsExactly("thing_0001");
    }
}
