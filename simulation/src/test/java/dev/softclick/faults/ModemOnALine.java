package dev.softclick.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.ModemEvent;
import dev.softclick.SoftModem;
import dev.softclick.Version;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.ModemState;
import dev.softclick.firmware.ModemTimer;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.Port;
import dev.softclick.port.TcpPort;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.Terminal;
import dev.softclick.testing.transcript.HostLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A whole modem with a SIM on the disk and short waits, what it goes through, and a host at its port. */
final class ModemOnALine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int UNPACED = 1_000_000;

    final SimDirectory sim;
    final SoftModem modem;
    final Terminal terminal;
    private final Endpoint endpoint;

    /** Guarded by itself; numbers of states, and what the link broke of. */
    private final List<String> events;

    private ModemOnALine(SimDirectory sim, Endpoint endpoint, SoftModem modem, Port port, List<String> events) throws IOException {
        this.sim = sim;
        this.endpoint = endpoint;
        this.modem = modem;
        this.events = events;
        modem.start();
        terminal = new Terminal(HostLine.open(port.address(), UNPACED));
        terminal.type("ATE0");
        terminal.expect("OK");
    }

    /** The usual waits. */
    static LinkSettings patient(MqttPolicy mqtt) {
        return LinkSettings.defaults().withMqtt(mqtt);
    }

    /** Handshakes are given up early, for servers that never end them. */
    static LinkSettings impatient(MqttPolicy mqtt) {
        return link(mqtt, Duration.ofSeconds(3), LinkSettings.defaults().keepAlive());
    }

    /** A dead link is noticed early, too. */
    static LinkSettings watchful(MqttPolicy mqtt) {
        return link(mqtt, Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    private static LinkSettings link(MqttPolicy mqtt, Duration patience, Duration keepAlive) {
        LinkSettings usual = LinkSettings.defaults();
        return new LinkSettings(
                mqtt, patience, patience, patience, usual.pubackTimeout(), usual.subackTimeout(), keepAlive, usual.sessionExpiry(), usual.maxMessage(),
                usual.receiveMaximum(), usual.maxInFlight());
    }

    /**
     * Does not wait long before it tries again: faults come faster here than in life, and a link that is broken again and again just after it stood would be
     * taken for a quarrel about the client id.
     */
    static ModemSettings eager() {
        return ModemSettings.defaults(Version.text())
                .withTimer(ModemTimer.STABLE, Duration.ofMillis(200))
                .withTimer(ModemTimer.BACKOFF_LAST, Duration.ofSeconds(5))
                .withTimer(ModemTimer.EARLY_CLOSE, Duration.ZERO);
    }

    /** A modem for a cloud on that port of this machine. */
    static ModemOnALine start(Path folder, String thing, Credentials keys, int cloudPort, LinkSettings link) throws IOException {
        Endpoint endpoint = new Endpoint("127.0.0.1", cloudPort);
        SimDirectory sim = SimDirectory.create(
                folder.resolve("sim-" + thing), new IdentityGenerator(new Random(1)).next(new ThingName(thing)), InstantSource.system()).orThrow();
        sim.install(keys, endpoint).orThrow();
        List<String> events = new ArrayList<>();
        TcpPort port = new TcpPort("127.0.0.1", 0);
        SoftModem modem = SoftModem.builder().sim(sim).port(port).unpaced().settings(eager()).link(link)
                .observer(event -> note(events, event)).build();
        return new ModemOnALine(sim, endpoint, modem, port, events);
    }

    private static void note(List<String> events, ModemEvent event) {
        synchronized (events) {
            switch (event) {
                case ModemEvent.StateChanged(ModemState state) -> events.add(Integer.toString(state.code()));
                case ModemEvent.LinkDown(String reason) -> events.add(reason);
                default -> {
                    // The rest is on the line.
                }
            }
        }
    }

    /** The next generation of keys, for the same place. */
    void install(Credentials keys) {
        sim.install(keys, endpoint).orThrow();
    }

    /** Opens a publish socket and waits for its result. */
    void open(int index, String result) {
        typeOpen(index);
        expectOpen(index, result);
    }

    void typeOpen(int index) {
        terminal.type("AT+AWSPUBOPEN=" + index + ",\"up\"");
        terminal.expect("OK");
    }

    void expectOpen(int index, String result) {
        terminal.expect("+AWSPUBOPEN: " + index + "," + result, PATIENCE);
    }

    /** Opens a subscribe socket. */
    void subscribe() {
        terminal.type("AT+AWSSUBOPEN=0,\"down\"");
        terminal.expect("OK");
        terminal.expect("+AWSSUBOPEN: 0,0", PATIENCE);
    }

    /** Publishes at qos 2 and waits for what comes of it. */
    void publish(String payload, String result) {
        typePublish(payload);
        terminal.expect(result, PATIENCE);
    }

    /** Publishes at qos 2 up to the payload. */
    void typePublish(String payload) {
        terminal.type("AT+AWSPUBLISH=0," + payload.length() + ",2");
        terminal.expectBytes(new byte[] {'\r', '\n', '>'}, PATIENCE);
        terminal.send(payload.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    /** Waits for a message on the subscribe socket. */
    void expectMessage(String payload) {
        terminal.expectBytes(("\r\n+AWS:0," + payload.length() + "\r\n" + payload).getBytes(java.nio.charset.StandardCharsets.US_ASCII), PATIENCE);
    }

    void expectState(int code) {
        terminal.type("AT+AWSSTATE?");
        terminal.expect("+AWSSTATE: " + code);
        terminal.expect("OK");
    }

    /** States so far, and between them what the link broke of, in order. */
    List<String> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    void forgetEvents() {
        synchronized (events) {
            events.clear();
        }
    }

    /** Waits until the modem has gone through these, in order; others may lie between them, as quick moves are seen as one. A trouble is found by a part. */
    void awaitEvents(String... wanted) {
        try {
            await(() -> within(wanted));
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            assertThat(events()).as("must contain in this order").containsSubsequence(wanted);
            throw e;
        }
    }

    private boolean within(String... wanted) {
        int found = 0;
        for (String event : events()) {
            if (found < wanted.length && (wanted[found].length() == 1 ? event.equals(wanted[found]) : event.contains(wanted[found]))) {
                found++;
            }
        }
        return found == wanted.length;
    }

    static void await(BooleanSupplier condition) {
        Awaitility.await().pollInterval(20, TimeUnit.MILLISECONDS).atMost(PATIENCE).until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        terminal.close();
        modem.close();
    }
}
