package dev.softclick.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModemScreenTest {
    private final ModemScreen screen = new ModemScreen();

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private List<String> heard(String latin1) {
        return screen.heard(bytes(latin1));
    }

    private void typed(String line) {
        screen.typed(bytes(line));
    }

    @Test
    void framingIsNotShown() {
        assertThat(heard("\r\n0.1.0\r\n\r\nOK\r\n")).containsExactly("0.1.0", "OK");
    }

    @Test
    void theEchoOfWhatWasTypedIsNotShownAgain() {
        typed("AT+GSN");
        assertThat(heard("AT+GSN\r\r\n353275602148828\r\n\r\nOK\r\n")).containsExactly("353275602148828", "OK");
    }

    @Test
    void whatAnotherHostTypedIsShown() {
        typed("AT");
        assertThat(heard("ATI\r\r\nOK\r\nAT\r\r\nOK\r\n")).containsExactly("ATI", "OK", "OK");
    }

    @Test
    void anEchoThatNeverCameHidesNoOtherLine() {
        typed("ATE0");
        typed("AT");
        typed("ATE1");
        typed("AT");
        assertThat(heard("ATE0\r\r\nOK\r\n\r\nOK\r\n\r\nOK\r\nAT\r\r\nOK\r\n")).containsExactly("OK", "OK", "OK", "OK");
    }

    @Test
    void anEchoOnItsWayIsNotShownWhenTheModemPauses() {
        typed("AT+GSN");
        assertThat(heard("AT+")).isEmpty();
        assertThat(screen.paused()).isEmpty();
        assertThat(heard("GSN\r\r\nOK\r\n")).containsExactly("OK");
    }

    @Test
    void aPromptIsShownAtOnceAndAsksForAPayload() {
        assertThat(heard("\r\n>")).containsExactly(ModemScreen.ASKED);
        assertThat(screen.asking()).isTrue();
        assertThat(heard("\r\nSEND OK\r\n")).containsExactly("SEND OK");
        assertThat(screen.asking()).isFalse();
    }

    @Test
    void aMessagesPayloadIsCountedNotParsed() {
        typed("AT");
        assertThat(heard("\r\n+AWS:0,6\r\n\r\n>AT\r\r\n+AWS:1,0\r\n\r\nOK\r\n")).containsExactly("+AWS:0,6", "\\x0d\\x0a>AT\\x0d", "+AWS:1,0", "OK");
        assertThat(screen.asking()).isFalse();
    }

    @Test
    void bytesThatAreNoTextAreVisible() {
        byte[] payload = "a\u00e4\0\u001b[31m\u202e".getBytes(StandardCharsets.UTF_8);
        assertThat(ModemScreen.visible(payload, payload.length)).isEqualTo("a\u00e4\\x00\\x1b[31m\\xe2\\x80\\xae");
        assertThat(ModemScreen.visible(bytes("\u00ff\u00c3"), 2)).isEqualTo("\\xff\\xc3");
    }

    @Test
    void whatHasNoLineEndIsShownWhenTheModemPauses() {
        assertThat(heard("noise")).isEmpty();
        assertThat(screen.paused()).containsExactly("noise");
        assertThat(screen.paused()).isEmpty();
    }

    @Test
    void howTheBytesComeMakesNoDifference() {
        String said = "AT+X\r\r\n+AWSSUBOPEN: 0,0\r\n\r\n+AWS:0,3\r\n\r\n>\r\n>";
        typed("AT+X");
        List<String> whole = heard(said);
        ModemScreen other = new ModemScreen();
        other.typed(bytes("AT+X"));
        List<String> single = new ArrayList<>();
        for (byte b : bytes(said)) {
            single.addAll(other.heard(new byte[] {b}));
        }
        assertThat(single).isEqualTo(whole).containsExactly("+AWSSUBOPEN: 0,0", "+AWS:0,3", "\\x0d\\x0a>", ModemScreen.ASKED);
    }

    @Test
    void aLineWithoutEndIsShownInPieces() {
        assertThat(heard("x".repeat(5000))).containsExactly("x".repeat(4096));
    }
}
