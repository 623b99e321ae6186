package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.firmware.ModemState;
import dev.softclick.link.MqttPolicy;
import dev.softclick.sim.Credentials;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Servers that are not what they should be; behind each stands one that is, and the modem must find it. */
@Execution(ExecutionMode.CONCURRENT)
class ServerFaultsTest {
    private static final Authority AUTHORITY = new Authority("Authority");

    @TempDir
    Path folder;

    private ScriptedServer good;
    private FaultProxy proxy;
    private ModemOnALine modem;

    @BeforeEach
    void start() throws Exception {
        good = ScriptedServer.tls(AUTHORITY.server(), PoliteBroker::serve);
        proxy = new FaultProxy(good.port());
        modem = ModemOnALine.start(folder, "thing", AUTHORITY.device("thing"), proxy.port(), ModemOnALine.impatient(MqttPolicy.MQTT_5));
    }

    @AfterEach
    void stop() throws Exception {
        modem.close();
        proxy.close();
        good.close();
    }

    /** What trying again can't change is said at once; the host may try again when it likes. */
    private void endsAnOpenAtOnce(Credentials server, String trouble) throws Exception {
        try (ScriptedServer bad = ScriptedServer.tls(server, PoliteBroker::serve)) {
            proxy.forwardTo(bad.port());
            modem.open(0, "-1");
            modem.awaitEvents("2", "3", trouble, "8");
            assertThat(modem.events()).doesNotContain("4", "5", "6");
            modem.expectState(8);
        }
        proxy.forwardTo(good.port());
        modem.open(0, "0");
        modem.publish("through", "SEND OK");
        modem.expectState(6);
    }

    @Test
    void anExpiredCertificate() throws Exception {
        endsAnOpenAtOnce(AUTHORITY.server(Instant.now().minus(Duration.ofDays(1)), "127.0.0.1"), "the cloud's certificate has expired");
    }

    @Test
    void aCertificateOfTheFutureAsTheyAllAreForAClockThatIsNotSetYet() throws Exception {
        isTriedAgain(
                ScriptedServer.tls(AUTHORITY.server(Instant.now().plus(Duration.ofDays(400)), "127.0.0.1"), PoliteBroker::serve),
                "2", "3", "the cloud's certificate is not valid yet", "8", "2", "3", "the cloud's certificate is not valid yet", "8");
        assertThat(modem.events()).doesNotContain("-1");
    }

    @Test
    void anotherAuthority() throws Exception {
        Credentials stranger = new Authority("Authority").server();
        endsAnOpenAtOnce(
                new Credentials(stranger.chain(), stranger.key(), List.of(AUTHORITY.certificate)), "an authority the SIM does not trust");
    }

    @Test
    void anotherHostName() throws Exception {
        endsAnOpenAtOnce(AUTHORITY.server(Instant.now().plus(Duration.ofDays(1)), "elsewhere.example"), "the cloud's certificate is not for 127.0.0.1");
    }

    @Test
    void anAuthorityThatDoesNotKnowUs() throws Exception {
        Credentials server = AUTHORITY.server();
        endsAnOpenAtOnceAfterTls(
                new Credentials(server.chain(), server.key(), List.of(new Authority("Stranger").certificate)), "the cloud refused our certificate");
    }

    /** In TLS 1.3 we are through with the handshake when the cloud looks at our certificate. */
    private void endsAnOpenAtOnceAfterTls(Credentials server, String trouble) throws Exception {
        try (ScriptedServer bad = ScriptedServer.tls(server, PoliteBroker::serve)) {
            proxy.forwardTo(bad.port());
            modem.open(0, "-1");
            modem.awaitEvents("2", "3", trouble, "8");
        }
        proxy.forwardTo(good.port());
        modem.open(0, "0");
    }

    /** What may pass is tried again, and the open goes on pending. */
    private void isTriedAgain(ScriptedServer bad, String... events) throws Exception {
        try (bad) {
            proxy.forwardTo(bad.port());
            modem.typeOpen(0);
            modem.awaitEvents(events);
        }
        proxy.forwardTo(good.port());
        modem.expectOpen(0, "0");
        modem.publish("through", "SEND OK");
    }

    @Test
    void acceptsAndNeverSpeaks() throws Exception {
        isTriedAgain(ScriptedServer.plain(ScriptedServer::stayDumb), "2", "3", "no TLS handshake in time", "8");
    }

    @Test
    void neverAnswersConnect() throws Exception {
        isTriedAgain(ScriptedServer.tls(AUTHORITY.server(), ScriptedServer::stayDumb), "2", "3", "5", "the broker does not answer CONNECT", "8");
    }

    @Test
    void closesRightAfterConnect() throws Exception {
        isTriedAgain(
                ScriptedServer.tls(AUTHORITY.server(), socket -> ScriptedServer.readPacket(socket.getInputStream())),
                "2", "3", "5", "closed the connection", "8");
    }

    @Test
    void speaksAnotherProtocol() throws Exception {
        isTriedAgain(ScriptedServer.plain(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            ScriptedServer.stayDumb(socket);
        }), "2", "3", "there is no TLS at", "8");
    }

    @Test
    void sendsGarbageThatLooksLikeTls() throws Exception {
        isTriedAgain(ScriptedServer.plain(socket -> {
            socket.getInputStream().read();
            byte[] record = new byte[5 + 512];
            new Random(5).nextBytes(record);
            System.arraycopy(new byte[] {22, 3, 3, 2, 0}, 0, record, 0, 5);
            socket.getOutputStream().write(record);
            ScriptedServer.stayDumb(socket);
        }), "2", "3", "TLS failed", "8");
    }

    @Test
    void randomBytesInsideTls() throws Exception {
        Map<String, Integer> tries = new ConcurrentHashMap<>();
        good.serve(socket -> {
            PoliteBroker.Greeting greeting = PoliteBroker.greeting(socket.getInputStream());
            int seed = Integer.parseInt(greeting.clientId().substring(greeting.clientId().indexOf('-') + 1));
            if (tries.merge(greeting.clientId(), 1, Integer::sum) > 1) {
                PoliteBroker.accept(socket, greeting);
                PoliteBroker.goOn(socket, greeting);
            } else {
                spit(socket, greeting, seed);
            }
        });
        List<ModemOnALine> modems = new ArrayList<>();
        try {
            for (int seed = 0; seed < 16; seed++) {
                String thing = "thing-" + seed;
                ModemOnALine one = ModemOnALine.start(
                        folder, thing, AUTHORITY.device(thing), good.port(), ModemOnALine.impatient(MqttPolicy.MQTT_5));
                modems.add(one);
                one.typeOpen(0);
            }
            for (int seed = 0; seed < modems.size(); seed++) {
                ModemOnALine one = modems.get(seed);
                String thing = "thing-" + seed;
                ModemOnALine.await(() -> tries.getOrDefault(thing, 0) > 1 && one.modem.state() == ModemState.READY_CONNECTED);
                assertThat(one.events()).contains("8");
                one.expectOpen(0, "0");
                one.publish("through", "SEND OK");
            }
        } finally {
            modems.forEach(ModemOnALine::close);
        }
    }

    /** Even seeds instead of CONNACK, odd ones after it. */
    private static void spit(Socket socket, PoliteBroker.Greeting greeting, int seed) throws Exception {
        if (seed % 2 == 1) {
            PoliteBroker.accept(socket, greeting);
        }
        Random random = new Random(seed);
        byte[] bytes = new byte[2000];
        random.nextBytes(bytes);
        bytes[0] = (byte) (random.nextInt(16) << 4);
        bytes[1] &= 0x3F; // a length that comes to an end
        socket.getOutputStream().write(bytes);
        ScriptedServer.stayDumb(socket);
    }
}
