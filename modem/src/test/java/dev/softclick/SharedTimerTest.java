package dev.softclick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How modems that wait are woken together. */
class SharedTimerTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void aThousandFarDeadlinesOfTenSecondsAreLookedAtElevenTimes() {
        Random random = new Random(6);
        TreeSet<Long> looks = new TreeSet<>();
        for (int i = 0; i < 1000; i++) {
            looks.add(SharedTimer.look(60 * SECOND + random.nextLong(10 * SECOND), 0));
        }
        assertThat(looks).hasSizeBetween(9, 11);
    }

    @Test
    void aNearDeadlineIsWaitedForAsItIs() {
        assertThat(SharedTimer.look(7 * SECOND + 123, 7 * SECOND)).isEqualTo(7 * SECOND + 123);
    }

    /** The clock of a JVM may begin anywhere, below nought too. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000_123L, 77_000_000_000_456L, Long.MAX_VALUE - 3_000_000_000L})
    void noDeadlineIsMissedAndTheSecondLookIsTheLast(long now) {
        assertThat(LongStream.of(0, 1, SECOND, 2 * SECOND - 1, 2 * SECOND, 2 * SECOND + 1, 75 * SECOND, 20 * 60 * SECOND)).allSatisfy(wait -> {
            long deadline = now + wait;
            long first = SharedTimer.look(deadline, now);
            assertThat(deadline - first).isBetween(0L, SECOND - 1);
            assertThat(first - now).isNotNegative();
            assertThat(SharedTimer.look(deadline, first)).isEqualTo(deadline);
        });
    }
}
