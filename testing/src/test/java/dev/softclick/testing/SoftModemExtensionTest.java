package dev.softclick.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.firmware.ModemState;
import dev.softclick.testing.transcript.CloudMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@SoftModem
class SoftModemExtensionTest {
    private static final Set<String> THINGS = ConcurrentHashMap.newKeySet();

    @Test
    void publishesAndReceivesOverAPty(Terminal terminal, Cloud cloud, RunningModem modem) {
        talk(terminal, cloud, modem);
    }

    @Test
    @SoftModem(port = SoftModem.PortKind.TCP)
    void publishesAndReceivesOverTcp(Terminal terminal, Cloud cloud, RunningModem modem) {
        assertThat(modem.address()).startsWith("tcp:127.0.0.1:");
        talk(terminal, cloud, modem);
    }

    private static void talk(Terminal terminal, Cloud cloud, RunningModem modem) {
        terminal.type("AT+AWSPUBOPEN=0,\"temperature\"");
        terminal.expect("OK");
        terminal.expect("+AWSPUBOPEN: 0,0");
        terminal.type("AT+AWSPUBLISH=0,5,2");
        terminal.expectPrompt();
        terminal.send("21.5C".getBytes(StandardCharsets.US_ASCII));
        terminal.expect("SEND OK");
        CloudMessage message = cloud.awaitMessage();
        assertThat(message.topic()).isEqualTo("temperature/" + modem.identity().thing());
        assertThat(message.payload()).asString().isEqualTo("21.5C");
        terminal.type("AT+AWSSUBOPEN=0,\"resolution\"");
        terminal.expect("+AWSSUBOPEN: 0,0");
        assertThat(modem.modem().state()).isEqualTo(ModemState.READY_SUBSCRIBED);
        cloud.publish("resolution", "10\r\n");
        terminal.expect("+AWS:0,4");
        assertThat(terminal.read(4)).asString().isEqualTo("10\r\n");
        terminal.expectSilence(Duration.ofMillis(50));
    }

    @Test
    @SoftModem(dialect = "field", baud = 115_200)
    void theAnnotationOfTheMethodCounts(Terminal terminal) {
        terminal.type("AT+AWSPUBCLOSE=0");
        terminal.expect("+AWSPUBCLOSE:0,-2");
    }

    @RepeatedTest(8)
    void everyTestHasAModemOfItsOwn(Terminal terminal, RunningModem modem) {
        assertThat(THINGS.add(modem.identity().thing().text())).isTrue();
        terminal.type("AT+GSN");
        terminal.expect(modem.identity().imei().digits());
    }

    @Test
    void aFailureShowsWhatWasSeen(Terminal terminal, Cloud cloud) {
        terminal.type("AT+NOPE");
        assertThatThrownBy(() -> terminal.expect("OK", Duration.ofSeconds(2)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\\nOK\\r\\n")
                .hasMessageContaining("seen: AT+NOPE\\r\\r\\nERROR\\r\\n");
        assertThatThrownBy(() -> cloud.awaitMessage(Duration.ofMillis(50))).isInstanceOf(AssertionError.class);
    }
}
