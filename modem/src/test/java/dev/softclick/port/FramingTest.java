package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    @ParameterizedTest
    @CsvSource({"8N1,8N1,10", "7e1,7E1,10", "7N1,7N1,9", "8O2,8O2,12", "8E1,8E1,11"})
    void aFramingIsReadAndKnowsItsBits(String text, String written, int bits) {
        assertThat(Framing.parse(text)).hasToString(written);
        assertThat(Framing.parse(text).bitsAByte()).isEqualTo(bits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8N", "9N1", "6N1", "8M1", "8N3", "8N1.5", "8-N-1", "8N1 "})
    void whatIsNoneIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Framing.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessage("'" + text + "' is no framing: use " + Framing.ALLOWED);
    }

    @Test
    void flowControlIsReadToo() {
        assertThat(FlowControl.parse("rtscts")).isEqualTo(FlowControl.RTSCTS);
        assertThat(FlowControl.parse("none")).isEqualTo(FlowControl.NONE);
        assertThatThrownBy(() -> FlowControl.parse("xonxoff")).hasMessage("'xonxoff' is no flow control: use none or rtscts");
        assertThatThrownBy(() -> LineSetup.DEFAULT.withRate(49)).hasMessage("a line rate is 50 to 10000000, not 49");
    }
}
