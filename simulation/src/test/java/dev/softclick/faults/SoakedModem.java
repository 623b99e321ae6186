package dev.softclick.faults;

import dev.softclick.ModemEvent;
import dev.softclick.SoftModem;
import dev.softclick.firmware.ModemState;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.Port;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.transcript.HostLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One modem of a soak with its broker, proxy, host and back end, and the traffic between them. */
final class SoakedModem implements AutoCloseable {
    private static final int UNPACED = 1_000_000;
    private static final long BETWEEN_DOWNLINKS_NANOS = 30_000_000L;

    final SoakCounts counts = new SoakCounts();
    final SoakBroker broker;
    final FaultProxy proxy;
    final BackEnd backEnd;
    private final SimDirectory sim;
    private final String thing;
    private final SoftModem modem;
    private final HostLine line;
    private final SoakHost host;
    private final long seed;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Held while a downlink message is on its way, so that a broker is not killed without it being known which. */
    private final Object publishing = new Object();

    private volatile boolean talking = true;
    private volatile boolean listening = true;
    private Thread hostThread;
    private Thread downlinkThread;

    SoakedModem(Path folder, String thing, Port port, SoakBroker broker, long seed) throws Exception {
        this.thing = thing;
        this.broker = broker;
        this.seed = seed;
        proxy = new FaultProxy(broker.port());
        sim = SimDirectory.create(
                folder.resolve("sim-" + thing), new IdentityGenerator(new Random(seed)).next(new ThingName(thing)), InstantSource.system()).orThrow();
        installKeys();
        backEnd = new BackEnd(broker.backEnd(), broker.port(), broker.backEndId(), "up/" + thing, payload -> {
            String text = new String(payload, StandardCharsets.US_ASCII);
            counts.seenAtBroker(Integer.parseInt(text.substring(0, text.indexOf(';'))));
        });
        modem = SoftModem.builder().sim(sim).port(port).unpaced()
                .settings(ModemOnALine.eager())
                .link(ModemOnALine.watchful(MqttPolicy.MQTT_5))
                .observer(this::note).build();
        modem.start();
        line = HostLine.open(port.path().orElseGet(port::address), UNPACED);
        host = new SoakHost(line, counts, seed);
    }

    private void note(ModemEvent event) {
        if (event instanceof ModemEvent.StateChanged(ModemState state) && state == ModemState.READY_SUBSCRIBED) {
            counts.connected();
        }
    }

    /** Opens the sockets, resumes once, and begins to talk. */
    void begin() throws Exception {
        ModemOnALine.await(backEnd::connected);
        host.open();
        // Mosquitto 2.0.11 does not store a session that began with a clean start before it was resumed once.
        int before = counts.connects();
        proxy.reset();
        ModemOnALine.await(() -> counts.connects() > before);
        hostThread = thread("host", this::runHost);
        downlinkThread = thread("downlink", this::runDownlink);
    }

    private Thread thread(String name, Runnable task) {
        return Thread.ofPlatform().daemon().name("test-soak-" + name).start(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private void runHost() {
        try {
            while (listening) {
                if (talking) {
                    host.publish();
                } else {
                    host.listen(BETWEEN_DOWNLINKS_NANOS);
                }
            }
        } catch (java.io.IOException e) {
            throw new AssertionError("the line is gone", e);
        }
    }

    private void runDownlink() {
        Random random = new Random(seed + 1);
        for (int number = 0; talking; number++) {
            byte[] payload = (number + ";" + "x".repeat(random.nextInt(200))).getBytes(StandardCharsets.US_ASCII);
            synchronized (publishing) {
                if (backEnd.publish("down/" + thing, payload)) {
                    counts.taken(number);
                }
            }
            LockSupport.parkNanos(BETWEEN_DOWNLINKS_NANOS);
        }
    }

    /** A broker was killed by force; what it had in hand is written down when it is known. */
    void brokerKilled() {
        synchronized (publishing) {
            counts.brokerKilled();
        }
    }

    /** New keys on the SIM. */
    void installKeys() {
        sim.install(broker.device(thing), new Endpoint("127.0.0.1", proxy.port())).orThrow();
    }

    boolean ready() {
        return modem.state() == ModemState.READY_SUBSCRIBED;
    }

    /** No new messages; those under way go on. */
    void endTraffic() throws Exception {
        talking = false;
        downlinkThread.join();
    }

    void rethrow() {
        Throwable found = failure.get();
        if (found != null) {
            throw new AssertionError("the soak of " + thing + " broke: " + found.getMessage(), found);
        }
    }

    @Override
    public void close() throws Exception {
        talking = false;
        listening = false;
        if (hostThread != null) {
            hostThread.join();
        }
        line.close();
        modem.close();
        backEnd.close();
        proxy.close();
    }
}
