package dev.softclick.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.app.fleet.figures.Latencies;
import dev.softclick.app.fleet.figures.Sample;
import dev.softclick.app.fleet.figures.Series;
import dev.softclick.app.fleet.figures.Tally;
import dev.softclick.app.fleet.figures.Totals;
import dev.softclick.app.fleet.plan.Thresholds;
import dev.softclick.app.fleet.report.MetricsText;
import dev.softclick.app.fleet.report.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is made of the counts. */
class FleetNumbersTest {
    private static final MachineLimits ROOMY = new MachineLimits(100_000, 8L << 30, 28_232);

    private final Tally tally = new Tally();

    private Totals at(long seconds) {
        return tally.totals(Duration.ofSeconds(seconds), 100);
    }

    @Test
    void aSampleIsWhatHappenedSinceTheOneBefore() {
        Series series = new Series(at(0));
        tally.connected(3);
        tally.connects.add(3);
        tally.published.add(10);
        tally.acknowledge.took(Duration.ofMillis(20).toNanos());
        series.add(at(1), tally.acknowledge.look());
        tally.published.add(4);
        tally.connected(-1);

        assertThat(series.add(at(3), tally.acknowledge.look())).isEqualTo(new Sample(3, 2, 2, 0, 4, 0, 0, 0, 0, 0));
        assertThat(series.samples().getFirst().p99Millis()).isBetween(19.9, 20.1);
        assertThat(at(3).mostConnected()).isEqualTo(3);
        assertThat(at(3).acknowledge().count()).isEqualTo(1);
    }

    @Test
    void whatIsTooShortToHaveARateGoesWithTheSampleBefore() {
        Series series = new Series(at(0));
        series.add(at(1), Latencies.NONE);
        tally.published.add(2);

        series.add(tally.totals(Duration.ofMillis(1020), 100), Latencies.NONE);

        assertThat(series.samples()).containsExactly(new Sample(1.02, 1.02, 0, 0, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void aLongRunKeepsItsCountsInFewerSamples() {
        Series series = new Series(at(0));
        for (int i = 1; i <= 10_000; i++) {
            tally.published.increment();
            series.add(at(i), Latencies.NONE);
        }

        assertThat(series.samples()).hasSizeBetween(Series.MAX_SAMPLES / 2, Series.MAX_SAMPLES);
        assertThat(series.samples().stream().mapToLong(Sample::publishes).sum()).isEqualTo(10_000);
        assertThat(series.samples().stream().mapToDouble(Sample::seconds).sum()).isEqualTo(10_000);
        assertThat(series.samples().getLast().at()).isEqualTo(10_000);
    }

    @Test
    void errorsAreCountedByTheirWordsAndOnlySoManyWordsKept() {
        for (int i = 0; i < 100; i++) {
            tally.error("reason " + i);
            tally.error("reason 0");
        }

        assertThat(at(1).errors()).isEqualTo(200);
        assertThat(tally.reasons()).hasSize(Tally.MAX_REASONS + 1).containsEntry("reason 0", 101L).containsEntry(Tally.OTHERS, 80L);
    }

    @Test
    void thresholdsSayWhatBrokeThem() {
        tally.error("x");
        tally.error("x");
        tally.rounds.add(98);
        tally.connected(99);
        tally.published.add(97);
        tally.acknowledge.took(Duration.ofSeconds(3).toNanos());
        tally.acknowledge.look();
        Thresholds all = new Thresholds(
                OptionalLong.of(1), OptionalDouble.of(0.01), Optional.of(Duration.ofSeconds(2)), OptionalDouble.of(1), OptionalLong.of(98));

        assertThat(all.broken(at(9))).hasSize(5).satisfiesExactly(
                line -> assertThat(line).isEqualTo("errors: 2, more than 1"),
                line -> assertThat(line).isEqualTo("errors: 2.00% of what was played, more than 1.00%"),
                line -> assertThat(line).matches("p99 of publish to acknowledge: 300\\d\\.\\d+ ms, more than 2000 ms"),
                line -> assertThat(line).isEqualTo("connected: 99.00% of the modems at best, fewer than 100.00%"),
                line -> assertThat(line).isEqualTo("publishes: 97, fewer than 98"));
        assertThat(Thresholds.NONE.broken(at(9))).isEmpty();
        assertThat(new Thresholds(
                        OptionalLong.of(2), OptionalDouble.of(0.02), Optional.of(Duration.ofSeconds(4)), OptionalDouble.of(0.99), OptionalLong.of(97))
                .broken(at(9))).isEmpty();
    }

    @Test
    void whatTheMachineLacksIsNamedWithWhatToDo() {
        assertThat(ROOMY.missing(10_000, true, true)).isEmpty();
        assertThat(new MachineLimits(1024, 8L << 30, 28_232).missing(500, true, true)).containsExactly(
                "500 modems and the local cloud need 1200 open files, and this process may have 1024: raise it with 'ulimit -n 1200' "
                        + "(above the hard limit, as root or in /etc/security/limits.conf), or run fewer modems");
        assertThat(new MachineLimits(1024, 8L << 30, 28_232).missing(500, false, false)).isEmpty();
        assertThat(new MachineLimits(100_000, 256L << 20, 28_232).missing(10_000, false, false)).singleElement().asString()
                .startsWith("10000 modems need about ").contains("may have 256: set SOFTCLICK_JAVA_OPTS=-Xmx");
        assertThat(new MachineLimits(100_000, 8L << 30, 28_232).missing(30_000, false, true)).satisfiesExactly(
                line -> assertThat(line).contains("need 30000 TCP ports, and this machine gives out 28232: widen them with 'sysctl"),
                line -> assertThat(line).contains("the local cloud takes 10000 connections"));
    }

    @Test
    void progressIsRedrawnOnATerminalAndALineNowAndThenElsewhere() {
        Sample lately = new Sample(1, 1, 0, 0, 5, 2, 0, 0, 1.5, 2.5);
        Progress terminal = new Progress(true, Duration.ofSeconds(100));
        Progress plain = new Progress(false, Duration.ofSeconds(100));

        assertThat(terminal.show(at(1), lately)).startsWith("\u001b[J0:01 [").contains("1:39 left");
        assertThat(terminal.show(at(2), lately)).startsWith("\r\u001b[5A\u001b[J0:02 [").endsWith("links lost 0\n");
        assertThat(plain.show(at(1), lately)).isEqualTo(
                "0:01 connected=0/100 publishing=0 errors=0 disturbed=0 publishes/s=5.0 connects/s=2.0 p50=1.5ms p99=2.5ms left=1:39\n");
        assertThat(plain.show(at(5), lately)).isEmpty();
        assertThat(plain.show(at(6), lately)).isNotEmpty();
    }

    @Test
    void metricsAreInThePrometheusTextFormat() {
        tally.published.add(7);
        tally.acknowledge.took(Duration.ofMillis(20).toNanos());
        tally.acknowledge.look();

        String text = MetricsText.of(at(1));

        assertThat(text).contains("# HELP softclick_fleet_publishes_total Publishes that got to the cloud.\n# TYPE softclick_fleet_publishes_total counter\n"
                        + "softclick_fleet_publishes_total 7\n")
                .contains("softclick_fleet_modems 100\n")
                .containsPattern("softclick_fleet_acknowledge_seconds\\{quantile=\"0\\.99\"} 0\\.0(19|20)\\d+\nsoftclick_fleet_acknowledge_seconds_count 1\n");
        assertThat(text.lines()).allMatch(line -> line.matches("# (HELP|TYPE) \\S+ .+|[a-z_0-9]+(\\{quantile=\"[0-9.]+\"})? [0-9.]+"));
    }
}
