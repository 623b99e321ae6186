package dev.softclick.app.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.CidrBlock;
import dev.softclick.port.ListenPolicy;
import dev.softclick.port.PortAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePlanTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "pty:/x,                     listen-any allow takeover",
        "serial:/x,                  listen-any allow takeover",
        "tcp-connect:127.0.0.1:1,    listen-any allow takeover",
        "unix:/x,                    listen-any allow",
        "tcp:127.0.0.1:0,            -",
        "rfc2217:127.0.0.1:0,        -",
        "pty:/x unix:/y,             listen-any allow",
        "pty:/x tcp:127.0.0.1:0,     -"
    })
    void whatIsAskedAboutCallersMeansNothingWhereNobodyCalls(String ports, String words) {
        List<PortAddress> addresses = Stream.of(ports.split(" ")).map(PortAddress::parse).toList();
        LinePlan all = LinePlan.USUAL.withListening(new ListenPolicy(true, true, List.of(CidrBlock.parse("10.0.0.0/8"))));

        assertThat(all.cautions(addresses)).map(line -> line.substring(0, line.indexOf(" does nothing here: it is for tcp:")))
                .containsExactly(words == null ? new String[0] : words.split(" "));
        assertThat(LinePlan.USUAL.cautions(addresses)).isEmpty();
    }
}
