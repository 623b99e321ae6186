package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DialPausesTest {
    private final DialPauses pauses = new DialPauses(TcpConnectPort.FIRST_PAUSE, TcpConnectPort.LONGEST_PAUSE);

    private long seconds() {
        return Duration.ofNanos(pauses.take()).toSeconds();
    }

    @Test
    void pausesDoubleFromOneSecondToThirty() {
        assertThat(new long[] {seconds(), seconds(), seconds(), seconds(), seconds(), seconds(), seconds()}).containsExactly(1, 2, 4, 8, 16, 30, 30);
    }

    @Test
    void onlyAConnectionThatOutlastsItsPauseResetsThem() {
        assertThat(new long[] {seconds(), seconds(), seconds()}).containsExactly(1, 2, 4);
        pauses.stood(Duration.ofSeconds(3).toNanos());
        assertThat(seconds()).isEqualTo(8);
        pauses.stood(Duration.ofSeconds(8).toNanos());
        assertThat(seconds()).isEqualTo(1);
    }
}
