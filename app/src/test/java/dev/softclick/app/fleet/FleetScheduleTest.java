package dev.softclick.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.app.fleet.host.Cadence;
import dev.softclick.app.fleet.host.NumberRange;
import dev.softclick.app.fleet.plan.FleetPlan;
import dev.softclick.app.fleet.plan.Ramp;
import dev.softclick.app.fleet.plan.Wave;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When what happens, and to whom. */
class FleetScheduleTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Cadence EVERY_TEN = new Cadence(Duration.ofSeconds(10), Duration.ofSeconds(2));

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void aRampStartsSoManyASecond() {
        Ramp ramp = new Ramp(3);

        assertThat(LongStream.range(0, 7).map(i -> ramp.due((int) i))).containsExactly(
                0L, SECOND / 3, 2 * SECOND / 3, SECOND, 4 * SECOND / 3, 5 * SECOND / 3, 2 * SECOND);
        assertThat(new Ramp(10_000).due(FleetPlan.MAX_MODEMS)).isEqualTo(5 * SECOND);
    }

    @Test
    void theFirstRoundsOfAFleetAreSpreadOverThePeriod() {
        long[] phases = LongStream.range(0, 1000).map(i -> EVERY_TEN.phase(random)).sorted().toArray();

        assertThat(phases[0]).isBetween(0L, SECOND);
        assertThat(phases[500]).isBetween(4 * SECOND, 6 * SECOND);
        assertThat(phases[999]).isBetween(9 * SECOND, 10 * SECOND);
    }

    @Test
    void roundsSwingByTheJitterAndDoNotDrift() {
        long beat = 3 * SECOND;
        long[] swings = LongStream.range(0, 1000).map(i -> EVERY_TEN.swing(random)).sorted().toArray();

        assertThat(swings[0]).isBetween(-2 * SECOND, -SECOND);
        assertThat(swings[999]).isBetween(SECOND, 2 * SECOND);
        for (int i = 0; i < 1000; i++) {
            beat = EVERY_TEN.nextBeat(beat, beat + 2 * SECOND);
        }
        assertThat(beat).isEqualTo(10_003 * SECOND);
        assertThat(new Cadence(Duration.ofSeconds(1), Duration.ZERO).swing(random)).isZero();
    }

    @Test
    void beatsThatAreOverAreLeftOut() {
        assertThat(EVERY_TEN.nextBeat(0, 35 * SECOND)).isEqualTo(40 * SECOND);
        assertThat(EVERY_TEN.nextBeat(0, 40 * SECOND)).isEqualTo(50 * SECOND);
        assertThat(EVERY_TEN.nextBeat(20 * SECOND, 19 * SECOND)).as("a round that came early").isEqualTo(30 * SECOND);
    }

    @Test
    void aCadenceWhoseRoundsCouldOvertakeEachOtherIsRefused() {
        assertThatThrownBy(() -> new Cadence(Duration.ofSeconds(10), Duration.ofSeconds(5))).hasMessageContaining("less than half the period");
        assertThatThrownBy(() -> new Cadence(Duration.ofMillis(9), Duration.ZERO)).hasMessage("a period is 10ms to 24h");
    }

    @Test
    void aWaveHitsExactlyItsShareAndTheSameModemsForTheSameSeed() {
        Wave wave = new Wave(Wave.Kind.RADIO_LOSS, Duration.ZERO, 0.3, Duration.ofSeconds(1));

        int[] hit = wave.hit(1000, new SplittableRandom(1));

        assertThat(hit).hasSize(300).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(hit).filter(i -> i < 500).count()).isBetween(120L, 180L);
        assertThat(wave.hit(1000, new SplittableRandom(1))).isEqualTo(hit);
        assertThat(wave.hit(1000, new SplittableRandom(2))).isNotEqualTo(hit);
        assertThat(new Wave(Wave.Kind.RECONNECT, Duration.ZERO, 1, Duration.ZERO).hit(5, random)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void numbersHaveTheDecimalsOfTheirBoundsAndReachBoth() {
        NumberRange range = NumberRange.parse("-0.5..1.50");

        assertThat(IntStream.range(0, 5000).mapToObj(i -> range.draw(random)))
                .allMatch(number -> number.matches("-?[01]\\.\\d\\d"))
                .contains("-0.50", "1.50", "0.00", "0.07");
        assertThat(NumberRange.parse("7..7").draw(random)).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1..", "..1", "2..1", "a..b", "1...2", "0.0000000001..1", "1..1e300", "1..99999999999999999"})
    void otherRangesAreRefused(String text) {
        assertThatThrownBy(() -> NumberRange.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("use MIN..MAX");
    }
}
