package dev.softclick.simulation.world;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.Modem;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.command.CommandIndex;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.MqttSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Everything of one seed. Whoever runs it calls {@link #step} until he has seen enough. */
public final class World {
    private static final long SECOND = 1_000_000_000L;
    private static final int FAMILY_ONE_IN = 4;
    private static final int OLD_MQTT_ONE_IN = 12;
    private static final int[] BAUDS = {0, 0, 9600, 115_200};

    private final Timeline timeline = new Timeline();
    private final Draws draws;
    private final Seams seams;
    private final Witness witness;
    private final Set<Family> families;
    private final Dialect dialect;
    private final int baud;
    private final Networks networks;
    private final SimCard sim;
    private final Broker broker;
    private final Cloud cloud;
    private final Line line;
    private final Host host;
    private final Weather weather;
    private final long faultsEnd;
    private @Nullable ModemRun modem;
    private @Nullable SimTransport transport;
    private int powerUps;
    private boolean quiet;

    /**
     * The world of that seed, not started.
     *
     * @param bytewise whether the modem is given single bytes where it else gets what came at that time at once
     */
    public World(long seed, boolean bytewise, Seams seams, Witness witness) {
        this.draws = new Draws(seed);
        this.seams = seams;
        this.witness = witness;
        SplittableRandom random = draws.of("world");
        families = EnumSet.noneOf(Family.class);
        for (Family family : Family.values()) {
            if (random.nextInt(family == Family.OLD_MQTT ? OLD_MQTT_ONE_IN : FAMILY_ONE_IN) == 0) {
                families.add(family);
            }
        }
        dialect = random.nextInt(3) == 0 ? Dialect.FIELD : Dialect.REFERENCE;
        baud = BAUDS[random.nextInt(BAUDS.length)];
        faultsEnd = random.nextLong(30, 300) * SECOND;
        int count = families.contains(Family.NET_SEVERAL) ? random.nextInt(2, 4) : 1;
        networks = new Networks(count, draws.of("network"));
        sim = new SimCard(count);
        broker = new Broker(this, draws.of("broker"));
        BrokerMood mood = broker.mood();
        mood.receiveMaximum = random.nextInt(4) == 0 ? random.nextInt(1, 20) : 0;
        mood.keepAlive = random.nextInt(4) == 0 ? 30 : 0;
        cloud = new Cloud(this, draws.of("cloud"));
        line = new Line(this, draws.of("line"), baud, bytewise);
        Scripts scripts = new Scripts(draws.of("scripts"), families.contains(Family.FLOOD), dialect.publishSockets() == 2 ? 2 : 3);
        host = new Host(this, scripts, draws.of("host"));
        weather = new Weather(this, draws, families);
    }

    /** Powers the modem up and lets things begin. */
    public void start() {
        powerUp();
        weather.start();
        cloud.start(families.contains(Family.BURSTS));
        host.start();
        tick();
        timeline.in(faultsEnd, this::faultsEnd);
    }

    /** Lets the next thing happen; time moves there. */
    public void step() {
        if (!timeline.step(Long.MAX_VALUE)) {
            throw new IllegalStateException("a world without a clock");
        }
    }

    /** What time it is, in nanoseconds from the beginning. */
    public long now() {
        return timeline.now();
    }

    /** Whether the faults are over. */
    public boolean quiet() {
        return quiet;
    }

    /** A last message from the cloud, then no more. */
    public void lastWord() {
        cloud.send("resolution", 1);
        cloud.stop();
    }

    /** Whether nothing is left to be delivered to the modem. */
    public boolean delivered() {
        return broker.idle();
    }

    /**
     * Whether the world itself depends on how the host's bytes were split, whatever the modem does: in what is on the wire when power fails or the
     * host stops reading, and in the order of what is late after the clock jumped.
     */
    public boolean splitShows() {
        return families.contains(Family.SLOW_READER) || families.contains(Family.POWER) || families.contains(Family.CLOCK);
    }

    /** What was drawn, in one line. */
    public String describe() {
        return "dialect " + dialect.name() + ", " + (baud == 0 ? "no" : String.valueOf(baud)) + " baud, " + networks.count() + " network(s), faults for "
                + faultsEnd / SECOND + " s: " + families;
    }

    private void tick() {
        timeline.in(SECOND, () -> {
            Connection connection = connection();
            tell(new Seen.Ticked(connection != null && connection.alive()));
            tick();
        });
    }

    private void faultsEnd() {
        weather.end();
        cloud.bursts(false);
        quiet = true;
        tell(new Seen.Quiet());
        host.calm();
    }

    private void powerUp() {
        powerUps++;
        tell(new Seen.PoweredUp());
        line.clear();
        ModemSettings settings = ModemSettings.defaults("1.0").withDialect(dialect);
        SplittableRandom random = draws.of("modem" + powerUps);
        Engine engine = seams.engine(Engine.of(new Modem(settings, CommandIndex.all(), seams.sim(sim), random)));
        Holder holder = new Holder();
        SimTransport made = new SimTransport(this, event -> holder.run().told(event));
        ModemRun run = new ModemRun(this, line, engine, seams.link(new MqttSession(seams.transport(made), LinkSettings.defaults())));
        holder.run = run;
        modem = run;
        transport = made;
    }

    private static final class Holder {
        private @Nullable ModemRun run;

        ModemRun run() {
            if (run == null) {
                throw new IllegalStateException("told before it was there");
            }
            return run;
        }
    }

    void powerFails() {
        modem().off();
        if (transport != null) {
            transport.vanish();
        }
        powerUp();
    }

    void clockJumps(long nanos) {
        timeline.leap(nanos);
        tell(new Seen.ClockJumped(nanos));
    }

    void tell(Seen seen) {
        witness.see(timeline.now(), seen);
    }

    void threw(RuntimeException bug) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        tell(new Seen.Threw(trace.toString()));
    }

    void typed(byte[] bytes) {
        modem().typed(bytes);
    }

    Timeline timeline() {
        return timeline;
    }

    Networks networks() {
        return networks;
    }

    SimCard sim() {
        return sim;
    }

    Broker broker() {
        return broker;
    }

    Cloud cloud() {
        return cloud;
    }

    Line line() {
        return line;
    }

    Host host() {
        return host;
    }

    ModemRun modem() {
        if (modem == null) {
            throw new IllegalStateException("no power yet");
        }
        return modem;
    }

    @Nullable Connection connection() {
        return transport == null ? null : transport.connection();
    }
}
