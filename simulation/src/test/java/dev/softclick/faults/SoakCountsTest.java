package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The soak's bookkeeping sees what is lost. */
class SoakCountsTest {
    private final SoakCounts counts = new SoakCounts();

    @Test
    void aSendOkThatNobodySawIsLost() {
        counts.sendOk(1);
        counts.sendOk(2);
        counts.seenAtBroker(2);
        assertThat(counts.lostUplink().stream()).containsExactly(1);
    }

    @Test
    void whatTheBrokerTookAndNobodyGotIsLost() {
        counts.taken(1);
        counts.taken(2);
        counts.delivered(1);
        assertThat(counts.lostDownlink().stream()).containsExactly(2);
    }

    @Test
    void aKilledBrokerAnswersForWhatItHadInHandOnly() {
        counts.taken(1);
        counts.taken(2);
        counts.delivered(1);
        counts.brokerKilled();
        counts.taken(3);
        assertThat(counts.lostDownlink().stream()).containsExactly(3);
        assertThat(counts.block("modem")).contains("in a killed broker's hands 1, of which gone 1");
    }

    @Test
    void aSecondDeliveryIsADuplicate() {
        counts.taken(1);
        counts.delivered(1);
        counts.delivered(1);
        counts.seenAtBroker(4);
        counts.seenAtBroker(4);
        assertThat(counts.block("modem")).contains("delivered 1, duplicates 1", "seen at the broker 1, duplicates 1");
    }
}
