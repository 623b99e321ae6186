package dev.softclick.port.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StayAwakeTest {
    private final StayAwake awake = new StayAwake(true);

    private int tries(int events) {
        int tries = 0;
        for (int i = 0; i < events; i++) {
            if (awake.tries()) {
                tries++;
                awake.ended(false);
            }
        }
        return tries;
    }

    @Test
    void aHostThatAnswersAtOnceIsAwaitedEachTime() {
        for (int i = 0; i < 10; i++) {
            assertThat(awake.look(() -> 3)).isEqualTo(3);
        }
    }

    @Test
    void whereItDoesNotPayItIsTriedSeldom() {
        // A try, and 1, 3, 7, 15, 31, 63, 127 and 255 events without one before the next.
        assertThat(tries(1 + 1 + 1 + 3 + 1 + 7 + 1 + 15 + 1 + 31 + 1 + 63 + 1 + 127 + 1 + 255)).isEqualTo(8);
        assertThat(tries(10 * (StayAwake.MOST_PASSES + 1))).isBetween(9, 11);
    }

    @Test
    void onceItPaysItIsTriedEachTimeAgain() {
        tries(1000);
        AtomicInteger looks = new AtomicInteger();
        int events = 0;
        while (awake.look(looks::incrementAndGet) == 0) {
            events++;
        }
        assertThat(events).isLessThanOrEqualTo(StayAwake.MOST_PASSES);
        assertThat(awake.look(looks::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whatPaysOnceByChanceCostsOneMoreTry() {
        tries(1000);
        while (!awake.tries()) {
            // until it is tried again
        }
        awake.ended(true);

        assertThat(tries(1 + StayAwake.MOST_PASSES)).isEqualTo(1);
    }

    @Test
    void itLooksForItsTimeAndThenSleeps() {
        AtomicInteger looks = new AtomicInteger();
        long begun = System.nanoTime();

        int events = awake.look(() -> {
            looks.incrementAndGet();
            return 0;
        });

        assertThat(events).isZero();
        assertThat(looks).hasPositiveValue();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(StayAwake.NANOS);
    }

    @Test
    void onOneProcessorItNeverLooks() {
        StayAwake alone = new StayAwake(false);

        assertThat(alone.<RuntimeException>look(() -> {
            throw new AssertionError("looked");
        })).isZero();
    }
}
