package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** "States" of wire.md: exponential, full jitter, 1 s to 120 s. */
class ReconnectBackoffTest {
    private final ReconnectBackoff backoff = new ReconnectBackoff(new SplittableRandom(1), Duration.ofSeconds(1), Duration.ofSeconds(120));

    private long longestOf(int draws) {
        return LongStream.generate(backoff::next).limit(draws).max().orElseThrow();
    }

    @Test
    void theCeilingDoublesUpToTheLast() {
        for (long ceiling : new long[] {1, 2, 4, 8, 16, 32, 64, 120}) {
            assertThat(Duration.ofNanos(backoff.next())).isBetween(Duration.ofMillis(100), Duration.ofSeconds(ceiling));
        }
        assertThat(Duration.ofNanos(longestOf(1000))).isBetween(Duration.ofSeconds(118), Duration.ofSeconds(120));
    }

    @Test
    void atTheMaximumNoWaitIsShort() {
        backoff.toMaximum();
        for (int i = 0; i < 1000; i++) {
            assertThat(Duration.ofNanos(backoff.next())).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        }
    }

    @Test
    void afterAResetItStartsAnew() {
        longestOf(10);
        backoff.toMaximum();
        backoff.reset();
        assertThat(Duration.ofNanos(backoff.next())).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aLastCeilingBelowTheFirstCountsAsTheFirst() {
        ReconnectBackoff steady = new ReconnectBackoff(new SplittableRandom(1), Duration.ofSeconds(5), Duration.ofMillis(100));
        assertThat(Duration.ofNanos(LongStream.generate(steady::next).limit(1000).max().orElseThrow())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    }
}
