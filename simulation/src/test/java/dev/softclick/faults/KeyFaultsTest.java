package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.link.MqttPolicy;
import dev.softclick.testing.operator.OperatorKeys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local cloud revokes the keys of a modem that is connected. */
class KeyFaultsTest {
    @TempDir
    static Path home;

    private static LocalCloud cloud;

    @TempDir
    Path folder;

    private ClientCredentials first;
    private ModemOnALine modem;

    @BeforeAll
    static void startCloud() throws Exception {
        cloud = LocalCloud.in(home).port(0).start();
    }

    @AfterAll
    static void stopCloud() {
        cloud.close();
    }

    @BeforeEach
    void start() throws Exception {
        first = cloud.authority().issueDevice("thing");
        modem = ModemOnALine.start(folder, "thing", OperatorKeys.credentials(first), cloud.port(), ModemOnALine.patient(MqttPolicy.MQTT_5));
        modem.open(0, "0");
        modem.subscribe();
        modem.publish("before", "SEND OK");
        modem.forgetEvents();
    }

    @AfterEach
    void stop() {
        modem.close();
    }

    private void installNew() {
        modem.install(OperatorKeys.credentials(cloud.authority().issueDevice("thing")));
    }

    @Test
    void withoutNewOnesAnOpenFailsAndWithThemItConnects() throws Exception {
        cloud.revoke(first.serial());
        modem.awaitEvents("closed by an administrator", "8", "2", "not authorised", "8");
        modem.open(1, "-1");
        modem.expectState(8);
        installNew();
        modem.open(1, "0");
        modem.awaitEvents("8", "2", "3", "6");
        modem.publish("after", "SEND OK");
        modem.awaitEvents("7");
    }

    @Test
    void newOnesOnTheSimAreUsedAtOnce() throws Exception {
        installNew();
        cloud.revoke(first.serial());
        modem.awaitEvents("closed by an administrator", "2", "3", "6", "7");
        List<String> troubles = modem.events().stream().filter(event -> event.length() > 1).toList();
        assertThat(troubles).as("no try with the old ones in between").hasSize(1);
        modem.publish("after", "SEND OK");
        modem.expectState(7);
    }
}
