package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultLineTest {
    private final List<String> told = new ArrayList<>();

    private FaultLine line(String rules) {
        return new FaultLine(LineFaults.parse("test", rules), remark -> told.add(remark.text()));
    }

    /** What comes out as text: B is a break, {@code (5ms)} a pause. */
    private static String pass(FaultLine line, String sent, long now) {
        byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder seen = new StringBuilder();
        for (FaultLine.Step step : line.pass(bytes, 0, bytes.length, now)) {
            seen.append(
                    switch (step) {
                        case FaultLine.Step.Bytes(byte[] some) -> new String(some, StandardCharsets.ISO_8859_1);
                        case FaultLine.Step.Break() -> "<B>";
                        case FaultLine.Step.Pause(long nanos) -> "(" + nanos / 1_000_000 + "ms)";
                    });
        }
        return seen.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            host drop nth 3              | abcdef    | abdef
            host drop every 2            | abcdef    | ace
            host flip nth 1              | abc       | `bc
            host flip 5 every 1          | abc       | ABC
            host duplicate nth 2         | abc       | abbc
            host delay 50ms nth 3        | abcd      | ab(50ms)cd
            host break nth 2             | abc       | a<B>bc
            host drop pattern "aa"       | aaab      | ab
            host duplicate pattern "OK"  | xOKOOKK   | xOKKOOKKK
            host drop pattern "abab"     | ababab    | abaa
            host drop probability 1      | abc       | ''
            host drop nth 9              | abc       | abc
            modem break pattern "\\x62"  | abc       | a<B>bc
            """)
    void aFaultDoesExactlyThis(String rule, String sent, String expected) {
        assertThat(pass(line(rule), sent, 0)).isEqualTo(expected);
        // However it is cut.
        FaultLine again = line(rule);
        StringBuilder seen = new StringBuilder();
        sent.chars().forEach(c -> seen.append(pass(again, Character.toString(c), 0)));
        assertThat(seen.toString()).isEqualTo(expected);
    }

    @Test
    void everyRuleJudgesTheBytesAsTheyWereSent() {
        assertThat(pass(line("host flip 5 pattern \"b\"\nhost duplicate pattern \"b\"\nhost drop pattern \"c\""), "abc", 0)).isEqualTo("aBB");
    }

    @Test
    void aFifoTakesWhatFitsUntilItIsEmptied() {
        FaultLine line = line("modem overrun 4 every 10ms");
        assertThat(pass(line, "abcdef", 1_000_000)).isEqualTo("abcd");
        assertThat(pass(line, "gh", 10_999_999)).isEmpty();
        assertThat(pass(line, "ijklmn", 11_000_000)).isEqualTo("ijkl");
        assertThat(told).hasSize(6);
    }

    @Test
    void eachFaultThatHappensIsToldWithItsRule() {
        pass(line("host drop nth 2\n  host   flip 3 every 3 # often"), "abc", 0);
        assertThat(told).containsExactly("fault: host drop nth 2: byte 2, x62", "fault: host flip 3 every 3: byte 3, x63");
    }

    @Test
    void theSameSeedDoesTheSameAndAnotherSomethingElse() {
        String much = "x".repeat(10_000);
        String rules = "host drop probability 0.01";
        String once = pass(line("seed 7\n" + rules), much, 0);
        assertThat(once.length()).isBetween(9_850, 9_950);
        String events = String.join("\n", told);
        told.clear();
        pass(line("seed 7\n" + rules), much, 0);
        assertThat(String.join("\n", told)).isEqualTo(events);
        told.clear();
        pass(line("seed 8\n" + rules), much, 0);
        assertThat(String.join("\n", told)).isNotEqualTo(events);
    }
}
