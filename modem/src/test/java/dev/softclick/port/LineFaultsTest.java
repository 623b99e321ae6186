package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineFaultsTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReadWithRemarksAndBlankLines() throws IOException {
        Path file = Files.writeString(
                folder.resolve("faults"),
                """
                # a bad cable
                seed 42
                host  drop        probability 0.01

                modem flip        every 100      # bit 0
                modem flip 7      nth 3
                host  delay 50ms  nth 3
                host  duplicate   pattern "O\\x4B\\r\\n\\t\\"\\\\#"
                modem break       probability .5
                modem overrun 64 every 2s
                """);
        LineFaults faults = LineFaults.read(file);
        assertThat(faults.seed()).isEqualTo(42);
        assertThat(faults.rules()).hasSize(7);
        assertThat(faults.ofHost().rules()).extracting(FaultRule::number).containsExactly(1, 4, 5);
        assertThat(faults.rules().get(3).fault()).isEqualTo(new FaultRule.Fault.Delay(50_000_000));
        assertThat(((FaultRule.Trigger.Pattern) faults.rules().get(4).trigger()).bytes())
                .isEqualTo("OK\r\n\t\"\\#".getBytes(StandardCharsets.US_ASCII));
        assertThat(faults.rules().get(6).fault()).isEqualTo(new FaultRule.Fault.Overrun(64, 2_000_000_000L));
        assertThat(LineFaults.parse("none", "# nothing\n").none()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            guest drop nth 1          | 'guest' begins no rule: use host, modem or seed
            host dropp nth 1          | 'dropp' is no fault: use drop, flip [BIT], duplicate, delay TIME, break or overrun BYTES every TIME
            host                      | the rule is not complete: drop, flip [BIT], duplicate, delay TIME, break or overrun BYTES every TIME is missing
            host drop                 | the rule is not complete: probability P, every N, nth N or pattern "TEXT" is missing
            host drop often           | 'often' does not say when: use probability P, every N, nth N or pattern "TEXT"
            host drop nth 0           | '0': a byte's number is 1 to 1000000000000
            host drop every x         | 'x': a count is 1 to 1000000000000
            host drop every 9999999999999999999 | '9999999999999999999': a count is 1 to 1000000000000
            host drop probability 1.1 | '1.1': a probability is more than 0 and at most 1, as in 0.01
            host drop probability 0   | '0': a probability is more than 0 and at most 1, as in 0.01
            host drop probability NaN | 'NaN': a probability is more than 0 and at most 1, as in 0.01
            host flip 8 nth 1         | '8': a bit is 0 to 7
            host delay 50 nth 1       | '50': a time is 1ms to 60s, as in 50ms or 2s
            host delay 61s nth 1      | '61s': a time is 1ms to 60s, as in 50ms or 2s
            host delay ms nth 1       | 'ms': a time is 1ms to 60s, as in 50ms or 2s
            host drop pattern OK      | 'OK': a text stands in quotes, as in "OK"
            host drop pattern "OK     | the text in quotes has no end
            host drop pattern ""      | a text has 1 to 64 bytes
            host drop pattern "\\q"   | '\\q' is no escape: use \\r, \\n, \\t, \\\\, \\" or \\xHH
            host drop pattern "\\x4"  | \\x takes two hexadecimal digits
            host drop pattern "ä"     | a rule is ASCII: use \\xHH for other bytes
            host overrun 0 every 5ms  | '0': a FIFO is 1 to 65536
            host overrun 64 each 5ms  | 'each' is not expected here: use every TIME
            host drop nth 1 nth 2     | 'nth' is too much: the rule ends before it
            seed -1                   | '-1': a seed is 0 to 999999999999999999
            """)
    void aMistakeIsToldWithFileLineAndWhatIsAllowed(String rule, String message) {
        assertThatThrownBy(() -> LineFaults.parse("cable.faults", "# one\n" + rule + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cable.faults:2: " + message);
    }

    @Test
    void whatIsTooMuchIsRefused() throws IOException {
        assertThatThrownBy(() -> LineFaults.parse("f", "host drop nth 1\n".repeat(65))).hasMessage("f:65: a file has at most 64 rules");
        assertThatThrownBy(() -> LineFaults.parse("f", " ".repeat(513))).hasMessage("f:1: a line has at most 512 characters");
        Path file = Files.write(folder.resolve("long"), new byte[LineFaults.MAX_BYTES + 1]);
        assertThatThrownBy(() -> LineFaults.read(file)).hasMessage(file + ": it is longer than 65536 bytes");
        assertThatThrownBy(() -> LineFaults.read(Path.of("/dev/zero"))).hasMessageContaining("longer than");
        Path none = folder.resolve("none");
        assertThatThrownBy(() -> LineFaults.read(none)).hasMessage(none + ": there is no such file");
        assertThatThrownBy(() -> LineFaults.read(folder)).hasMessage(folder + ": it can't be read");
    }
}
