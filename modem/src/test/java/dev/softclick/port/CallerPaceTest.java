package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerPaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final CallerPace pace = new CallerPace();

    @Test
    void aBurstIsTakenAndThenAHundredASecond() {
        long now = Long.MAX_VALUE - SECOND;
        for (int i = 1; i < CallerPace.BURST; i++) {
            assertThat(pace.took(now)).isZero();
        }
        int taken = 0;
        for (long at = now; at - now < 10 * SECOND; taken++) {
            at += pace.took(at);
        }
        assertThat(taken).isBetween(10 * CallerPace.SUSTAINED, 10 * CallerPace.SUSTAINED + 1);
    }

    @Test
    void whoCallsSeldomNeverWaits() {
        for (int i = 0; i < 1000; i++) {
            assertThat(pace.took(i * SECOND / CallerPace.SUSTAINED)).isZero();
        }
    }
}
