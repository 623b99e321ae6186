package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuhnDigitTest {
    /** Numbers whose check digits are widely known: an IMEI and a payment card among them. */
    @ParameterizedTest
    @ValueSource(strings = {"79927398713", "490154203237518", "4111111111111111", "00"})
    void acceptsKnownNumbers(String digits) {
        assertThat(LuhnDigit.endsValid(digits)).isTrue();
        for (char other = '0'; other <= '9'; other++) {
            String changed = digits.substring(0, digits.length() - 1) + other;
            assertThat(LuhnDigit.endsValid(changed)).isEqualTo(changed.equals(digits));
        }
    }

    @Test
    void aNumberNeedsADigitBeforeItsCheckDigit() {
        assertThat(LuhnDigit.endsValid("0")).isFalse();
        assertThat(LuhnDigit.endsValid("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8944", "8944501312167518237", "1944501312167518236", "89445013121675182361x", "٨٩44501312167518236"})
    void refusesWhatIsNoIccid(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Iccid(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "490154203237519", "4901542032375184", "49015420323751", "-90154203237518"})
    void refusesWhatIsNoImei(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Imei(text));
    }
}
