package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.MqttPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The first connection of each of many modems is broken at another byte; the second one must do. */
@Execution(ExecutionMode.CONCURRENT)
class CutsTest {
    private static final Authority AUTHORITY = new Authority("Authority");
    private static ScriptedServer server;

    @TempDir
    Path folder;

    private final List<FaultProxy> proxies = new ArrayList<>();
    private final List<ModemOnALine> modems = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = ScriptedServer.tls(AUTHORITY.server(), PoliteBroker::serve);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void close() throws Exception {
        for (ModemOnALine modem : modems) {
            modem.close();
        }
        for (FaultProxy proxy : proxies) {
            proxy.close();
        }
    }

    private void begin(Weather weather) throws IOException {
        FaultProxy proxy = new FaultProxy(server.port());
        proxy.weather(weather);
        proxies.add(proxy);
        String thing = "thing-" + modems.size();
        ModemOnALine modem = ModemOnALine.start(
                folder, thing, AUTHORITY.device(thing), proxy.port(), ModemOnALine.impatient(MqttPolicy.MQTT_5));
        modems.add(modem);
        modem.typeOpen(0);
    }

    /** Each has seen its fault, or has got through before it came; with fair weather all are ready at last. */
    private void allGetThere() throws IOException {
        for (int i = 0; i < modems.size(); i++) {
            ModemOnALine modem = modems.get(i);
            ModemOnALine.await(() -> modem.events().contains("8"));
            proxies.get(i).heal();
        }
        for (ModemOnALine modem : modems) {
            modem.expectOpen(0, "0");
            modem.awaitEvents("8", "2", "6");
            modem.publish("through", "SEND OK");
        }
        assertThat(proxies).allSatisfy(proxy -> assertThat(proxy.accepted()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void resetsOnTheWayToTheBroker() throws Exception {
        for (int after : new int[] {0, 1, 5, 100, 250, 400, 600, 750}) {
            begin(Weather.ofCut(Way.TO_BROKER, after));
        }
        allGetThere();
    }

    @Test
    void resetsOnTheWayToTheModem() throws Exception {
        for (int after : new int[] {0, 1, 5, 100, 127, 500, 700, 800}) {
            begin(Weather.ofCut(Way.TO_MODEM, after));
        }
        allGetThere();
    }

    @Test
    void garbageBeforeAndInTheHandshake() throws Exception {
        Random random = new Random(11);
        for (int after : new int[] {0, 1, 5, 100, 127, 500}) {
            for (Way way : Way.values()) {
                byte[] garbage = new byte[1 + random.nextInt(300)];
                random.nextBytes(garbage);
                begin(Weather.ofGarbage(way, after, garbage));
            }
        }
        allGetThere();
    }

    @Test
    void aBlackHole() throws Exception {
        begin(Weather.ofBlackHole());
        modems.getFirst().awaitEvents("2", "3", "no TLS handshake in time", "8");
        allGetThere();
    }

    @Test
    void aRefusal() throws Exception {
        begin(Weather.FAIR);
        ModemOnALine modem = modems.getFirst();
        modem.expectOpen(0, "0");
        proxies.getFirst().refuse();
        proxies.getFirst().hangUp();
        modem.awaitEvents("6", "closed the connection", "8", "2", "connection refused", "8");
        proxies.getFirst().heal();
        modem.awaitEvents("connection refused", "6");
        modem.publish("through", "SEND OK");
    }
}
