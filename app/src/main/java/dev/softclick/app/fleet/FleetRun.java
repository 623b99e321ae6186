package dev.softclick.app.fleet;

import dev.softclick.SoftModem;
import dev.softclick.Version;
import dev.softclick.app.fleet.figures.Latencies;
import dev.softclick.app.fleet.figures.Sample;
import dev.softclick.app.fleet.figures.Series;
import dev.softclick.app.fleet.figures.Tally;
import dev.softclick.app.fleet.figures.Totals;
import dev.softclick.app.fleet.host.Behaviour;
import dev.softclick.app.fleet.host.HostScript;
import dev.softclick.app.fleet.host.HostVariables;
import dev.softclick.app.fleet.keys.DeviceKeys;
import dev.softclick.app.fleet.plan.FleetPlan;
import dev.softclick.app.fleet.plan.Wave;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.link.LinkSettings;
import dev.softclick.port.BaudPacer;
import dev.softclick.port.Framing;
import dev.softclick.port.Port;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.testing.transcript.RunVariables;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fleet that runs: starts its members along the ramp, has the waves come, counts. */
public final class FleetRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetRun.class);

    /** Between two ticks of a paced line: thousands of lines share one timer, and only a line's last byte has somebody waiting for it. */
    private static final Duration LINE_TICK = Duration.ofMillis(20);

    /** How far a time on a line may be off: what waits for its turn on a busy machine is not the modem's fault. */
    private static final Duration TOLERANCE = Duration.ofMillis(20);

    private static final Duration WIND_DOWN_LOOK = Duration.ofMillis(10);

    private static final long BITS_A_BYTE = 10;
    private static final long SECOND = 1_000_000_000L;

    /** Keeps what is drawn for waves apart from what is drawn for members. */
    private static final long WAVES = 0x5741564553L;

    private final FleetPlan plan;
    private final int modems;
    private final DeviceKeys keys;
    private final Endpoint endpoint;
    private final ModemSettings settings;
    private final LinkSettings link;
    private final Tally tally = new Tally();
    private final AtomicReferenceArray<FleetMember> members;
    private final MemberWatch[] watches;
    private final ScheduledThreadPoolExecutor timer = timer("softclick-fleet-timer");
    private final ScheduledThreadPoolExecutor lines = timer("softclick-fleet-line");
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread ramp;
    private final Series series;
    private long began;

    /**
     * A fleet, nothing of it started yet.
     *
     * @param modems how many, at most {@code keys.most()}
     */
    public FleetRun(FleetPlan plan, int modems, DeviceKeys keys, Endpoint endpoint) {
        this.plan = plan;
        this.modems = modems;
        this.keys = keys;
        this.endpoint = endpoint;
        settings = ModemSettings.defaults(Version.text()).withDialect(plan.dialect());
        link = LinkSettings.defaults().withMqtt(plan.mqtt());
        members = new AtomicReferenceArray<>(modems);
        watches = new MemberWatch[modems];
        series = new Series(tally.totals(Duration.ZERO, modems));
        ramp = Thread.ofPlatform().daemon().name("softclick-fleet-start").unstarted(this::rampUp);
    }

    private static ScheduledThreadPoolExecutor timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        // What comes when all has ended is of no use to anybody.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timer;
    }

    /** Begins; once. */
    public void start() {
        began = System.nanoTime();
        for (int i = 0; i < plan.waves().size(); i++) {
            Wave wave = plan.waves().get(i);
            int[] hit = wave.hit(modems, new SplittableRandom(plan.seed() ^ WAVES + i));
            var _ = timer.schedule(() -> strike(wave, hit), wave.at().toNanos(), TimeUnit.NANOSECONDS);
        }
        ramp.start();
    }

    private void rampUp() {
        try {
            for (int i = 0; i < modems; i++) {
                long wait = began + plan.ramp().due(i) - System.nanoTime();
                if (ended.await(Math.max(0, wait), TimeUnit.NANOSECONDS)) {
                    return;
                }
                startMember(i);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startMember(int index) {
        String thing = keys.thing(index).text();
        try {
            FleetMember member = member(index);
            members.set(index, member);
            if (ended.getCount() == 0) {
                member.close();
                return;
            }
            tally.running.incrementAndGet();
            member.start();
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} could not be started", thing, e);
            tally.error("a modem could not be started: " + e.getMessage());
        }
    }

    private FleetMember member(int index) throws IOException {
        RandomGenerator random = new SplittableRandom(plan.seed() * 1_000_003 + index);
        SimIdentity identity = new IdentityGenerator(random).next(keys.thing(index));
        var credentials = keys.credentials(index);
        SecurityMaterial material = new SecurityMaterial(1, endpoint, credentials.chain(), credentials.key(), credentials.trusted());
        Behaviour behaviour = plan.behaviour(index);
        MemberWatch watch = new MemberWatch(tally, System::nanoTime);
        watches[index] = watch;
        HostVariables variables = new HostVariables(identity.thing().text(), index, behaviour, name -> name(identity, name), random);
        HostScript script = new HostScript(behaviour, variables, this::tolerance, random, InstantSource.system(), watch, System.nanoTime());
        return new FleetMember(
                identity.thing().text(),
                line -> modem(line, new FleetSim(identity, material), watch),
                script,
                System::nanoTime,
                timer);
    }

    /** Asked only for names that few transcripts have, so nothing of it is kept for thousands of modems. */
    private String name(SimIdentity identity, String name) {
        return RunVariables.of(plan.dialect(), identity, settings.version()).getOrDefault(name, "");
    }

    private SoftModem modem(FleetLine line, FleetSim sim, MemberWatch watch) {
        boolean paced = plan.baud() > 0;
        Port port = paced
                ? new BaudPacer(line, plan.baud(), Framing.EIGHT_N_ONE, System::nanoTime, lines, LINE_TICK.toNanos())
                : line;
        SoftModem.Builder builder = SoftModem.builder().sim(sim).port(port).settings(settings).link(link).observer(watch::event)
                .onFailure(bug -> tally.error("internal error in a modem: " + bug));
        return (paced ? builder.baud(plan.baud()) : builder.unpaced()).build();
    }

    private Duration tolerance(int bytes) {
        return plan.baud() == 0 ? TOLERANCE : TOLERANCE.plusNanos(bytes * BITS_A_BYTE * SECOND / plan.baud());
    }

    private void strike(Wave wave, int[] hit) {
        each(hit, index -> {
            // Before, for the round that fails by it; and after, for a link that came to stand in between.
            watches[index].wave();
            members.get(index).radio(false);
            watches[index].wave();
        });
        if (wave.kind() == Wave.Kind.RADIO_LOSS) {
            var _ = timer.schedule(() -> each(hit, index -> members.get(index).radio(true)), wave.length().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            each(hit, index -> members.get(index).radio(true));
        }
    }

    private void each(int[] hit, IntConsumer what) {
        for (int index : hit) {
            if (members.get(index) != null) {
                what.accept(index);
            }
        }
    }

    /** How it is now. */
    public Totals totals() {
        return tally.totals(Duration.ofNanos(System.nanoTime() - began), modems);
    }

    /** Takes a sample, of the time since the last one; by one thread, about once a second. */
    public Sample sample() {
        Latencies lately = tally.acknowledge.look();
        tally.round.look();
        return series.add(totals(), lately);
    }

    /** The samples so far. */
    public List<Sample> samples() {
        return series.samples();
    }

    /** What went wrong so far, and how often. */
    public Map<String, Long> reasons() {
        return tally.reasons();
    }

    /**
     * Has no host begin anything further, and waits until what is being played has ended, so that what was sent is counted on both sides.
     *
     * @return whether it had, within {@code patience}
     */
    public boolean windDown(Duration patience) throws InterruptedException {
        ended.countDown();
        ramp.join();
        for (int i = 0; i < modems; i++) {
            FleetMember member = members.get(i);
            if (member != null) {
                member.windDown();
            }
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (tally.playing.get() > 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(WIND_DOWN_LOOK);
        }
        return tally.playing.get() == 0;
    }

    /** Ends it: no further round begins, and every modem says good-bye to its cloud. */
    @Override
    public void close() {
        ended.countDown();
        for (int i = 0; i < modems; i++) {
            FleetMember member = members.get(i);
            if (member != null) {
                member.close();
            }
        }
        timer.shutdownNow();
        lines.shutdownNow();
    }
}
