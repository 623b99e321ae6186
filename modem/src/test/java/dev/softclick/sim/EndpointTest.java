package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, 8883",
        "a-ats.iot.eu-west-1.amazonaws.com:443, a-ats.iot.eu-west-1.amazonaws.com, 443",
        "127.0.0.1:1, 127.0.0.1, 1",
        "h:65535, h, 65535",
        "[::1], ::1, 8883",
        "[::1]:8884, ::1, 8884",
        "::1, ::1, 8883",
        "fe80::1, fe80::1, 8883",
        "h:08883, h, 8883",
        "my_host-1.local, my_host-1.local, 8883",
        "fe80::1%eth0, fe80::1%eth0, 8883",
        "::ffff:1.2.3.4, ::ffff:1.2.3.4, 8883",
    })
    void readsHostAndPort(String text, String host, int port) {
        Endpoint endpoint = Endpoint.parse(text);
        assertThat(endpoint).isEqualTo(new Endpoint(host, port));
        assertThat(Endpoint.parse(endpoint.toString())).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "\"\", '' is not a host name",
        "\" \", ' ' is not a host name",
        ":8883, '' is not a host name",
        "[]:8883, '' is not a host name",
        "[::1, '[::1' is not HOST[:PORT]",
        "[::1]8883, '[::1]8883' is not HOST[:PORT]",
        "h:0, \"a port is 1 to 65535, not 0\"",
        "h:65536, \"a port is 1 to 65535, not 65536\"",
        "h:-1, \"a port is 1 to 65535, not '-1'\"",
        "h:+1, \"a port is 1 to 65535, not '+1'\"",
        "h:x, \"a port is 1 to 65535, not 'x'\"",
        "h:123456, \"a port is 1 to 65535, not '123456'\"",
        "mqtts://h:8883, 'mqtts://h:8883' is a URL: give HOST[:PORT] alone",
        "https://h, 'https://h' is a URL: give HOST[:PORT] alone",
        "a b, 'a b' is not a host name",
        "a..b, 'a..b' is not a host name",
        "b\u00fccher.example, 'b\u00fccher.example' is not a host name",
        "me@h, 'me@h' is not a host name",
    })
    void saysWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.parse(text)).withMessage(message);
    }

    @Test
    void aHostNameHasTheLengthsOfDns() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);
        assertThat(Endpoint.parse(longest).host()).isEqualTo(longest);
        for (String host : new String[] {longest + "a", label + "a"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint(host, 1)).withMessage("'" + host + "' is not a host name");
        }
    }
}
