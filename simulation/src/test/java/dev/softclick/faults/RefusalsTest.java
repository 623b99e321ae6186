package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.MqttPolicy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** CONNACK with every refusal there is, and some that nobody knows, to a modem each; the second CONNECT of a modem is accepted. */
@Execution(ExecutionMode.CONCURRENT)
class RefusalsTest {
    private static final Authority AUTHORITY = new Authority("Authority");

    /** Of these only other keys or another name can help. */
    private static final Set<Integer> FOR_GOOD = Set.of(2, 4, 5, 0x85, 0x86, 0x87, 0x8A, 0x8C);

    @TempDir
    Path folder;

    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final Map<Integer, ModemOnALine> modems = new LinkedHashMap<>();
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.tls(AUTHORITY.server(), socket -> {
            PoliteBroker.Greeting greeting = PoliteBroker.greeting(socket.getInputStream());
            if (tries.merge(greeting.clientId(), 1, Integer::sum) == 1) {
                PoliteBroker.answer(socket, greeting, Integer.parseInt(greeting.clientId().substring(5)));
                ScriptedServer.stayDumb(socket); // the modem is the one to close
            } else {
                PoliteBroker.accept(socket, greeting);
                PoliteBroker.goOn(socket, greeting);
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        modems.values().forEach(ModemOnALine::close);
        server.close();
    }

    private void refuse(int code, MqttPolicy mqtt) throws Exception {
        String thing = "code-" + code;
        ModemOnALine modem = ModemOnALine.start(
                folder, thing, AUTHORITY.device(thing), server.port(), ModemOnALine.patient(mqtt));
        modems.put(code, modem);
        modem.typeOpen(0);
    }

    private void judge() {
        modems.forEach((code, modem) -> {
            if (FOR_GOOD.contains(code)) {
                modem.expectOpen(0, "-1");
                assertThat(modem.events()).as("after one try").doesNotContain("6");
                modem.open(0, "0");
            } else {
                modem.expectOpen(0, "0");
            }
            modem.awaitEvents("5", String.format(Locale.ROOT, "(0x%02X)", code), "8", "2", "6");
            modem.publish("through", "SEND OK");
        });
    }

    @Test
    void ofMqtt311() throws Exception {
        for (int code : List.of(1, 2, 3, 4, 5, 6, 0x7F, 0xFF)) {
            refuse(code, MqttPolicy.MQTT_3_1_1);
        }
        judge();
    }

    @Test
    void ofMqtt5() throws Exception {
        // All that clause 2.4 of MQTT 5 has, and one beyond.
        for (int code : IntStream.rangeClosed(0x80, 0xA3).toArray()) {
            refuse(code, MqttPolicy.MQTT_5);
        }
        judge();
    }

    @Test
    void aVersionThatIsRefusedIsNotTriedAgain() throws Exception {
        refuse(0x84, MqttPolicy.AUTO);
        ModemOnALine modem = modems.get(0x84);
        modem.expectOpen(0, "0");
        modem.awaitEvents("2", "5", "2", "5", "6");
        assertThat(modem.events()).as("3.1.1 is the same try").doesNotContain("8");
        modem.publish("through", "SEND OK");
    }
}
