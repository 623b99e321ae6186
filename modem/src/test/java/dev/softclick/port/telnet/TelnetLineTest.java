package dev.softclick.port.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.telnet.TelnetEvent.Break;
import dev.softclick.port.telnet.TelnetEvent.Data;
import dev.softclick.port.telnet.TelnetEvent.Purge;
import dev.softclick.port.telnet.TelnetEvent.Rate;
import dev.softclick.port.telnet.TelnetEvent.TerminalReady;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes in hex: {@code fffb00} is IAC WILL BINARY, {@code fffa2c..fff0} a COM port command. */
class TelnetLineTest {
    private final TelnetLine line = new TelnetLine(9600, new RateRange(50, 10_000_000), "Softclick");

    @BeforeEach
    void aClientThatAgreesToAll() {
        line.begin();
        assertThat(replies()).as("WILL ECHO, WILL SGA, DO SGA, WILL BINARY, DO BINARY, DO COM-PORT").isEqualTo("fffb01fffb03fffd03fffb00fffd00fffd2c");
        assertThat(receive("fffd01fffd03fffb03fffd00fffb00")).isEmpty();
        assertThat(replies()).isEmpty();
        assertThat(receive("fffb2c")).isEmpty();
        assertThat(replies()).as("the modem state: DSR and CTS").isEqualTo("fffa2c6b30fff0");
    }

    private List<TelnetEvent> receive(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return line.receive(bytes, 0, bytes.length);
    }

    private String replies() {
        return HexFormat.of().formatHex(line.takeReplies());
    }

    private String asked(String command) {
        receive("fffa2c" + command + "fff0");
        String all = replies();
        return all.replaceFirst("^fffa2c", "").replaceFirst("fff0$", "");
    }

    private String escaped(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return HexFormat.of().formatHex(line.escaped(bytes, 0, bytes.length));
    }

    private static String data(TelnetEvent event) {
        return event instanceof Data data ? HexFormat.of().formatHex(data.bytes()) : event.toString();
    }

    @Test
    void iacIsDoubledBothWays() {
        assertThat(escaped("00ff0dff")).isEqualTo("00ffff0dffff");
        assertThat(receive("00ffff0dffff")).singleElement().extracting(TelnetLineTest::data).isEqualTo("00ff0dff");
        assertThat(receive("ff")).isEmpty();
        assertThat(receive("ff")).singleElement().extracting(TelnetLineTest::data).isEqualTo("ff");
    }

    @Test
    void aRequestThatChangesNothingIsNotAnswered() {
        receive("fffd01fffd01fffb00fffb00fffb2c");
        assertThat(replies()).isEmpty();
    }

    @Test
    void whatTheClientTakesBackIsAgreedToAndWhatItAsksAgainToo() {
        receive("fffe01");
        assertThat(replies()).as("WONT ECHO").isEqualTo("fffc01");
        receive("fffe01");
        assertThat(replies()).isEmpty();
        receive("fffd01");
        assertThat(replies()).as("WILL ECHO").isEqualTo("fffb01");
    }

    @Test
    void whatWeDoNotKnowIsRefused() {
        receive("fffb18fffd1ffffb01");
        assertThat(replies()).as("DONT TERMINAL-TYPE, WONT NAWS, DONT ECHO").isEqualTo("fffe18fffc1ffffe01");
        receive("fffc18fffe1f");
        assertThat(replies()).isEmpty();
    }

    @Test
    void aPeerThatNeverTiresIsNoLongerAnsweredInTheEnd() {
        receive("fffb18".repeat(5000));
        assertThat(replies()).hasSize(6 * TelnetClient.MAX_ANSWERS);
        receive("fffd01fffe01".repeat(5000));
        assertThat(replies()).isEmpty();
        assertThat(receive("41")).singleElement().extracting(TelnetLineTest::data).isEqualTo("41");
    }

    @Test
    void aClientWithoutBinaryGetsAndSendsNulAfterABareCarriageReturn() {
        line.begin();
        line.takeReplies();
        assertThat(escaped("410d420d0a0d")).isEqualTo("410d00420d0a0d");
        assertThat(escaped("0a0d")).as("across two writes").isEqualTo("0a0d");
        assertThat(escaped("0d41")).isEqualTo("000d0041");
        assertThat(receive("41540d")).extracting(TelnetLineTest::data).containsExactly("41540d");
        assertThat(receive("0000410d0a")).extracting(TelnetLineTest::data).containsExactly("00410d0a");
    }

    @Test
    void theRateIsSetToldAndAsked() {
        assertThat(asked("0100000000")).isEqualTo("6500002580");
        assertThat(receive("fffa2c010001c200fff0")).containsExactly(new Rate(115_200));
        assertThat(replies()).isEqualTo("fffa2c650001c200fff0");
        assertThat(receive("fffa2c010001c200fff0")).as("the same again").isEmpty();
        assertThat(replies()).isEqualTo("fffa2c650001c200fff0");
        assertThat(asked("0100000001")).as("too slow: as before").isEqualTo("650001c200");
        assertThat(asked("01ffffffffffffffff")).as("beyond anything: as before").isEqualTo("650001c200");
        assertThat(asked("010000c2")).as("no rate").isEmpty();
    }

    @Test
    void aRateWithAnIacInItIsEscapedBothWays() {
        assertThat(receive("fffa2c010000ffffbefff0")).containsExactly(new Rate(0xFFBE));
        assertThat(replies()).isEqualTo("fffa2c650000ffffbefff0");
    }

    @Test
    void theSettingsOutliveTheClientAndTheModemsOwnRateCounts() {
        asked("010001c200");
        line.begin();
        line.takeReplies();
        assertThat(asked("0100000000")).isEqualTo("650001c200");
        line.rate(300);
        assertThat(asked("0100000000")).isEqualTo("650000012c");
    }

    @ParameterizedTest
    @CsvSource({
        "0200, 6608", "0207, 6607", "0209, 6608", "0204, 6608",
        "0300, 6701", "0303, 6703", "0306, 6701",
        "0400, 6801", "0403, 6803", "0404, 6801",
        "0500, 6901", "0503, 6903", "0511, 6911", "0513, 6913", "050d, 690e", "0510, 6910", "0512, 6912",
        "0504, 6906", "0505, 6905", "0507, 6908", "0509, 6909", "050a, 690b", "050c, 690c",
        "06, 6a60", "07, 6b30", "0a60, 6e60fff0fffa2c6a60", "0b0f, 6f0f", "0c01, 7001", "0c02, 7002", "0c03, 7003"
    })
    void eachCommandIsAnsweredWithWhatIsSo(String command, String answer) {
        assertThat(asked(command)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"02", "020808", "0580", "0514", "0c00", "0c04", "0d01", "65", "08", "09", "0055"})
    void whatMakesNoSenseOrNeedsNoAnswerGetsNone(String command) {
        assertThat(asked(command)).isEmpty();
    }

    @Test
    void theSignatureIsTold() {
        assertThat(asked("00")).isEqualTo("64" + HexFormat.of().formatHex("Softclick".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }

    @Test
    void dtrAndBreakAreToldOnceEach() {
        assertThat(receive("fffa2c0509fff0fffa2c0509fff0fffa2c0508fff0")).containsExactly(new TerminalReady(false), new TerminalReady(true));
        assertThat(receive("fffa2c0505fff0fffa2c0505fff0fffa2c0506fff0fffa2c0505fff0")).containsExactly(new Break(), new Break());
        assertThat(receive("fff3")).as("IAC BRK").containsExactly(new Break());
    }

    @Test
    void signalsAreInOrderWithData() {
        List<TelnetEvent> events = receive("41fff342fffa2c0c01fff043");
        assertThat(events.stream().map(TelnetLineTest::data)).containsExactly("41", new Break().toString(), "42", new Purge().toString(), "43");
    }

    @Test
    void theClientSuspendsAndResumes() {
        receive("fffa2c08fff0");
        assertThat(line.suspended()).isTrue();
        receive("fffa2c09fff0");
        assertThat(line.suspended()).isFalse();
    }

    @Test
    void changesOfCtsAreToldAsFarAsTheMaskLets() {
        line.clearToSend(false);
        assertThat(replies()).as("DSR, CTS changed").isEqualTo("fffa2c6b21fff0");
        line.clearToSend(false);
        assertThat(replies()).isEmpty();
        line.clearToSend(true);
        assertThat(replies()).isEqualTo("fffa2c6b31fff0");
        asked("0b20");
        line.clearToSend(false);
        assertThat(replies()).isEmpty();
    }

    @Test
    void thatAllHasLeftIsToldToWhoAskedForIt() {
        line.transmitting(true);
        line.transmitting(false);
        assertThat(replies()).as("the mask is empty at first").isEmpty();
        line.transmitting(true);
        assertThat(asked("06")).isEqualTo("6a00");
        assertThat(asked("0a20")).isEqualTo("6e20");
        line.transmitting(false);
        assertThat(replies()).isEqualTo("fffa2c6a20fff0");
    }

    @Test
    void anUnfinishedSubnegotiationEndsAtTheNextCommand() {
        assertThat(receive("fffa2c0100fffb1841").stream().map(TelnetLineTest::data)).containsExactly("41");
        assertThat(replies()).isEqualTo("fffe18");
    }

    @Test
    void aSubnegotiationWithoutEndIsPassedOverAndTheNextIsHeard() {
        assertThat(receive("fffa2c00" + "55".repeat(100_000) + "fff0" + "41").stream().map(TelnetLineTest::data)).containsExactly("41");
        assertThat(asked("0500")).isEqualTo("6901");
    }
}
