package dev.softclick.port.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StayAwakeTest {
    private final StayAwake awake = new StayAwake(true);

    /** A turn in which a host was answered, and what comes of it. */
    private int turn(StayAwake of, StayAwake.Look<RuntimeException> look) {
        assertThat(of.look(() -> {
            throw new AssertionError("nobody was answered");
        })).isZero();
        of.answers();
        return of.look(look);
    }

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
            assertThat(turn(awake, () -> 3)).isEqualTo(3);
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
        while (turn(awake, looks::incrementAndGet) == 0) {
            events++;
        }
        assertThat(events).isLessThanOrEqualTo(StayAwake.MOST_PASSES);
        assertThat(turn(awake, looks::incrementAndGet)).isEqualTo(2);
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

        int events = turn(awake, () -> {
            looks.incrementAndGet();
            return 0;
        });

        assertThat(events).isZero();
        assertThat(looks).hasPositiveValue();
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(StayAwake.NANOS);
    }

    @Test
    void whatAnotherThreadWritesIsNoAnswer() throws Exception {
        turn(awake, () -> 1);
        Thread other = Thread.ofPlatform().start(awake::answers);
        other.join();

        assertThat(awake.<RuntimeException>look(() -> 1)).isZero();
    }

    @Test
    void onOneProcessorItNeverLooks() {
        StayAwake alone = new StayAwake(false);

        assertThat(turn(alone, () -> {
            throw new AssertionError("looked");
        })).isZero();
    }
}
