package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.0/24, 192.168.1.255, true",
        "192.168.1.0/24, 192.168.2.0, false",
        "10.0.0.0/9, 10.127.255.255, true",
        "10.0.0.0/9, 10.128.0.0, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "::/0, ::ffff:1.2.3.4, false",
        "1.2.3.4, 1.2.3.4, true",
        "1.2.3.4, 1.2.3.5, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false"
    })
    void containsWhatSharesItsPrefix(String block, String address, boolean inside) {
        assertThat(CidrBlock.parse(block).contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "::/129", "localhost", "localhost/8", "10.0.0.0/8/8", "1.2.3.999"})
    void whatIsNoneIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> CidrBlock.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("use ADDRESS/BITS, as in 192.168.1.0/24 or fd00::/8")
                .hasMessageNotContaining("\n");
    }

    @Test
    void bitsBeyondThePrefixAreRefusedWithTheRangeMeant() {
        assertThatThrownBy(() -> CidrBlock.parse("192.168.1.7/24"))
                .hasMessage("192.168.1.7/24 has bits beyond its prefix: the range is 192.168.1.0/24");
    }
}
