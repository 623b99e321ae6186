package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.firmware.ModemState;
import dev.softclick.link.MqttPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Mosquitto dies, freezes and comes back under a modem with both kinds of sockets open. */
@Execution(ExecutionMode.CONCURRENT)
class BrokerFaultsTest {
    private static final Authority AUTHORITY = new Authority("Authority");

    @TempDir
    Path folder;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Mosquitto mosquitto;
    private FaultProxy proxy;
    private BackEnd backEnd;
    private ModemOnALine modem;

    @BeforeEach
    void start() throws Exception {
        mosquitto = Mosquitto.start(folder, AUTHORITY);
        proxy = new FaultProxy(mosquitto.port);
        backEnd = new BackEnd(AUTHORITY.device("back-end"), mosquitto.port, "back-end", "up/thing", bytes ->
                seen.add(new String(bytes, StandardCharsets.US_ASCII)));
        ModemOnALine.await(backEnd::connected);
        modem = ModemOnALine.start(folder, "thing", AUTHORITY.device("thing"), proxy.port(), ModemOnALine.watchful(MqttPolicy.MQTT_5));
        modem.open(0, "0");
        modem.subscribe();
        modem.publish("before", "SEND OK");
        modem.expectState(7);
        modem.forgetEvents();
    }

    @AfterEach
    void stop() throws Exception {
        if (mosquitto != null) {
            modem.close();
            backEnd.close();
            proxy.close();
            mosquitto.close();
        }
    }

    private void worksBothWays(String payload) {
        ModemOnALine.await(() -> modem.modem.state() == ModemState.READY_SUBSCRIBED);
        modem.publish(payload, "SEND OK");
        ModemOnALine.await(() -> seen.contains(payload));
        ModemOnALine.await(backEnd::connected);
        ModemOnALine.await(() -> backEnd.publish("down/thing", payload.getBytes(StandardCharsets.US_ASCII)));
        modem.expectMessage(payload);
    }

    @Test
    void aKilledBrokerFailsWhatIsInFlightAndIsFoundAgain() throws Exception {
        mosquitto.stop(); // so that it can't answer any more
        modem.typePublish("in flight");
        mosquitto.kill();
        modem.terminal.expect("SEND FAIL", Duration.ofSeconds(30));
        modem.awaitEvents("closed the connection", "8");
        modem.terminal.type("AT+AWSPUBLISH=0,5,2");
        modem.terminal.expect("ERROR");
        mosquitto.restart();
        modem.awaitEvents("8", "2", "7");
        worksBothWays("after");
        assertThat(seen).as("what failed is not sent later").doesNotContain("in flight");
    }

    @Test
    void aFrozenBrokerIsNoticedByKeepAliveAndFoundAgain() throws Exception {
        mosquitto.stop();
        modem.awaitEvents("the broker does not answer PINGREQ", "8", "2", "3", "no TLS handshake in time", "8");
        mosquitto.goOn();
        modem.awaitEvents("no TLS handshake in time", "7");
        worksBothWays("after");
    }

    @Test
    void aRestartedBrokerHasTheMessagesThatItTookForTheModem() throws Exception {
        // Mosquitto 2.0.11 does not store a session that began with a clean start before it was resumed once.
        proxy.reset();
        modem.awaitEvents("8", "7");
        modem.forgetEvents();
        proxy.refuse();
        proxy.reset();
        modem.awaitEvents("8");
        assertThat(backEnd.publish("down/thing", "kept".getBytes(StandardCharsets.US_ASCII))).isTrue();
        mosquitto.terminate();
        mosquitto.restart();
        proxy.heal();
        modem.expectMessage("kept");
        worksBothWays("after");
    }

    @Test
    void aHalfOpenLinkIsNoticedWhicheverWayIsDead() {
        for (Set<Way> dead : List.of(Set.of(Way.TO_BROKER), Set.of(Way.TO_MODEM), Set.of(Way.values()))) {
            modem.forgetEvents();
            proxy.halfOpen(dead, Duration.ofSeconds(30));
            modem.typePublish("lost " + dead.size());
            modem.terminal.expect("SEND FAIL", Duration.ofSeconds(30));
            modem.awaitEvents("8", "2", "7");
            if (dead.contains(Way.TO_MODEM)) {
                modem.awaitEvents("the broker does not answer PINGREQ", "8");
            } // or the broker has noticed first that we are silent, and can say so
            modem.publish("after " + dead, "SEND OK");
        }
        worksBothWays("after all");
        assertThat(seen).as("forwarded to the broker while only its answer was lost: it is there, and only once").containsOnlyOnce("lost 1");
    }

    @Test
    void slowIsNotBroken() {
        proxy.weather(Weather.ofDelay(Duration.ofMillis(300)));
        modem.publish("late", "SEND OK");
        worksBothWays("both ways late");
        proxy.weather(Weather.ofThrottle(500));
        modem.publish("thin", "SEND OK");
        assertThat(modem.events()).isEmpty();
    }
}
