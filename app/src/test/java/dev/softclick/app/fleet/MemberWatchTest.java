package dev.softclick.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.ModemEvent;
import dev.softclick.app.fleet.figures.Tally;
import dev.softclick.firmware.ModemState;
import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberWatchTest {
    private static final Verdict.Failed FAILED = new Verdict.Failed("loop.at", 2, null, "OK", "ERROR", "something else was said", List.of());

    private final Tally tally = new Tally();
    private long now = 5_000_000_000L;
    private final MemberWatch watch = new MemberWatch(tally, () -> now);

    private void state(ModemState state) {
        watch.event(new ModemEvent.StateChanged(state));
    }

    private void fails() {
        watch.begun();
        watch.failed(FAILED, false);
    }

    private void counts(long errors, long disturbed) {
        assertThat(tally.totals(Duration.ZERO, 1)).satisfies(totals -> {
            assertThat(totals.errors()).isEqualTo(errors);
            assertThat(totals.disturbed()).isEqualTo(disturbed);
        });
    }

    @Test
    void aWaveExcusesUntilTheLinkStandsAgain() {
        state(ModemState.READY_CONNECTED);
        fails();
        counts(1, 0);
        watch.wave();
        state(ModemState.ERROR);
        fails();
        counts(1, 1);
        state(ModemState.READY_CONNECTED);
        fails();
        counts(2, 1);
        assertThat(tally.lost.sum()).isZero();
    }

    @Test
    void whatWasPlayedWhenTheWaveCameIsExcusedThoughItsAnswerComesLater() {
        state(ModemState.READY_CONNECTED);
        watch.begun();
        watch.wave();
        state(ModemState.ERROR);
        state(ModemState.READY_CONNECTED);
        watch.failed(FAILED, false);
        counts(0, 1);
        fails();
        counts(1, 1);
    }

    @Test
    void aLinkThatIsLostByItselfIsCountedWhateverStateFollows() {
        state(ModemState.READY_CONNECTED);
        state(ModemState.CONNECTING_NETWORK);
        state(ModemState.READY_SUBSCRIBED);
        state(ModemState.IDLE);

        assertThat(tally.lost.sum()).isEqualTo(1);
        assertThat(tally.connects.sum()).isEqualTo(2);
    }

    @Test
    void twoConnectsWithinASecondAreHurried() {
        state(ModemState.CONNECTING_MQTT);
        now += 999_999_999;
        state(ModemState.CONNECTING_MQTT);
        now += 1_000_000_000;
        state(ModemState.CONNECTING_MQTT);

        assertThat(tally.hurried.sum()).isEqualTo(1);
    }

    @Test
    void theTimeOfAPublishIsFromItsHandingOverToItsAnswer() {
        watch.event(new ModemEvent.Publishing("t", new byte[1], true));
        now += 20_000_000;
        watch.event(new ModemEvent.PublishAnswered(true));
        watch.event(new ModemEvent.Publishing("t", new byte[1], true));
        now += 90_000_000;
        watch.event(new ModemEvent.PublishAnswered(false));

        assertThat(tally.acknowledge.look()).satisfies(times -> {
            assertThat(times.count()).isEqualTo(1);
            assertThat(times.maxMillis()).isBetween(19.9, 20.1);
        });
        assertThat(tally.unpublished.sum()).isEqualTo(1);
    }
}
