package dev.softclick.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.ModemTimer;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkTimer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerSettingTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "20s, PT20S", "2m, PT2M", "1h, PT1H", "0s, PT0S"})
    void aDurationHasAUnit(String written, Duration length) {
        assertThat(TimerSetting.parse("linger=" + written).length()).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linger", "linger=", "linger=10", "linger=s", "linger=-1s", "linger=1.5s", "linger=1d", "linger=1234567890s"})
    void anythingElseIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimerSetting.parse(text)).withMessageContaining("as in linger=10s");
    }

    @Test
    void aNameThatIsNoneIsAnsweredWithTheNamesThereAre() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimerSetting.parse("retry=1s"))
                .withMessageStartingWith("'retry' is no timer: use one of connect=20s, ").withMessageContaining("keep-alive=60s").withMessageContaining("open=75s");
    }

    @Test
    void outOfRangeIsAnsweredWithTheRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> TimerSetting.parse("open=2h")).withMessage("timer open is 1s to 1h, not 2h");
    }

    @Test
    void itIsPutWhereItBelongs() {
        TimerSetting link = TimerSetting.parse("keep-alive=30s");
        TimerSetting engine = TimerSetting.parse("linger=0s");
        assertThat(link.in(LinkSettings.defaults()).length(LinkTimer.KEEP_ALIVE)).isEqualTo(Duration.ofSeconds(30));
        assertThat(link.in(ModemSettings.defaults("1"))).isEqualTo(ModemSettings.defaults("1"));
        assertThat(engine.in(ModemSettings.defaults("1")).length(ModemTimer.LINGER)).isZero();
        assertThat(engine.in(LinkSettings.defaults())).isEqualTo(LinkSettings.defaults());
    }
}
