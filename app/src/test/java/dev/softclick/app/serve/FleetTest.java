package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.SoftModem;
import dev.softclick.app.control.ControlAction;
import dev.softclick.app.control.ControlRequest;
import dev.softclick.app.control.ModemReport;
import dev.softclick.app.control.RunningModem;
import dev.softclick.app.plan.RestartPace;
import dev.softclick.link.NoNetwork;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimReading;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan here is the name of the port, which only one modem can have at a time; real modems on wires that the test plays. */
@Timeout(180)
class FleetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Ports that can't be had. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    /** Ports of modems whose engines stumble over their SIM. */
    private final Set<String> throwing = ConcurrentHashMap.newKeySet();

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Map<String, TestWire> taken = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> ready = new CopyOnWriteArrayList<>();
    private final Fleet<String> fleet = new Fleet<>(
            this::modem,
            new Fleet.Words(thrown -> String.valueOf(thrown.getMessage()), told::add, (name, modem) -> ready.add(name + modem.ports())),
            InstantSource.system());

    @AfterEach
    void end() {
        fleet.close();
        assertThat(taken).as("ports that nobody gave back").isEmpty();
    }

    private RunningModem modem(String name, String port, Consumer<Throwable> failed) throws IOException {
        TestWire wire = new TestWire(port);
        attempts.merge(port, 1, Integer::sum);
        if (missing.contains(port) || taken.putIfAbsent(port, wire) != null) {
            throw new IOException(port + " can't be had");
        }
        SoftModem modem = SoftModem.builder()
                .name(name)
                .sim(() -> sim(port))
                .port(wire)
                .unpaced()
                .transport(NoNetwork::new)
                .onFailure(failed)
                .build();
        modem.start();
        return new TestModem(modem, wire, () -> taken.remove(port));
    }

    private SimReading sim(String port) {
        if (throwing.contains(port)) {
            throw new IllegalStateException("the engine broke");
        }
        return new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "none"));
    }

    private TestWire wire(String port) {
        TestWire wire = taken.get(port);
        assertThat(wire).as(port).isNotNull();
        return wire;
    }

    private String conditions() throws InterruptedException {
        Map<String, String> conditions = new TreeMap<>();
        fleet.reports(Duration.ofSeconds(5)).forEach(report -> conditions.put(report.modem(), report.condition()));
        return conditions.toString();
    }

    @Test
    void whatLacksSomethingSaysSoOnceAndTheOthersRunMeanwhile() throws Exception {
        missing.add("p2");

        fleet.start(new TreeMap<>(Map.of("a", "p1", "b", "p2", "c", "p3")));

        assertThat(ready).containsExactly("a[p1]", "c[p3]");
        assertThat(told).containsExactly("b: p2 can't be had; trying again until it starts");
        ModemReport waiting = report("b");
        assertThat(waiting.condition()).isEqualTo("down");
        assertThat(waiting.error()).isEqualTo("p2 can't be had");
        await().atMost(PATIENCE).until(() -> attempts.getOrDefault("p2", 0) >= 3);
        assertThat(report("b").since()).isEqualTo(waiting.since());
        missing.clear();
        await().atMost(PATIENCE).until(() -> conditions().equals("{a=running, b=running, c=running}"));
        assertThat(ready).containsExactly("a[p1]", "c[p3]", "b[p2]");
        assertThat(told).hasSize(1);
        assertThat(report("b").restarts()).as("it never failed while it ran").isZero();
    }

    private ModemReport report(String name) throws InterruptedException {
        return fleet.reports(PATIENCE).stream().filter(each -> each.modem().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void aPortThatThrowsEndsItsOwnModemAloneWhichIsStartedAgain() throws Exception {
        fleet.start(Map.of("a", "p1", "b", "p2"));
        TestWire first = wire("p1");
        first.breaks();

        first.types("AT\r");

        await().atMost(PATIENCE).until(() -> taken.get("p1") != first && taken.get("p1") != null);
        assertThat(told).containsExactly("a: the wire broke; starting it again in 1 s");
        wire("p2").types("AT\r");
        assertThat(wire("p2").heard()).isEqualTo("AT\r\r\nOK\r\n");
        await().atMost(PATIENCE).until(() -> conditions().equals("{a=running, b=running}"));
        wire("p1").types("AT\r");
        assertThat(wire("p1").heard()).isEqualTo("AT\r\r\nOK\r\n");
        ModemReport again = report("a");
        assertThat(again.error()).isEqualTo("the wire broke; it was started again");
        assertThat(again.restarts()).isEqualTo(1);
        assertThat(report("b").error()).isNull();
        assertThat(report("b").restarts()).isZero();
    }

    @Test
    void anEngineThatThrowsEndsItsOwnModemAlone() throws Exception {
        fleet.start(Map.of("a", "p1", "b", "p2"));
        throwing.add("p1");

        wire("p1").types("AT+AWSPUBOPEN=0,\"t\"\r");

        await().atMost(PATIENCE).until(() -> told.equals(List.of("a: the engine broke; starting it again in 1 s")));
        for (int i = 0; i < 1000; i++) {
            wire("p2").types("AT\r");
            assertThat(wire("p2").heard()).isEqualTo("AT\r\r\nOK\r\n");
        }
        await().atMost(PATIENCE).until(() -> conditions().equals("{a=running, b=running}"));
        assertThat(report("a").restarts()).isEqualTo(1);
        assertThat(report("b").restarts()).isZero();
    }

    @Test
    void aReloadTouchesOnlyWhatChanged() throws Exception {
        fleet.start(Map.of("same", "p1", "moved", "p2", "gone", "p3"));
        TestWire same = wire("p1");

        // One takes the port that another gives back.
        fleet.reload(Map.of("same", "p1", "moved", "p3", "fresh", "p2"));

        assertThat(wire("p1")).isSameAs(same);
        assertThat(conditions()).isEqualTo("{fresh=running, moved=running, same=running}");
        assertThat(told).containsExactly("gone: stopped");
    }

    @Test
    void aChangedModemThatCanNotBeStartedGoesOnAsItWasAndANewOneIsTriedAgain() throws Exception {
        fleet.start(Map.of("old", "p1"));
        missing.addAll(Set.of("p8", "p9"));

        fleet.reload(new TreeMap<>(Map.of("old", "p8", "young", "p9")));

        assertThat(told).containsExactly("old: p8 can't be had", "young: p9 can't be had; trying again until it starts", "old: started again by its old plan; its host and its topic sockets begin anew");
        assertThat(conditions()).isEqualTo("{old=running, young=down}");
        assertThat(wire("p1")).isNotNull();
        missing.clear();
        await().atMost(PATIENCE).until(() -> conditions().equals("{old=running, young=running}"));
        assertThat(told).hasSize(3);
    }

    @Test
    void aModemThatDoesNotAnswerIsStuckAndTheOthersAreShown() throws Exception {
        fleet.start(Map.of("a", "p1"));
        assertThat(fleet.<String>act("a", modem -> {
            ((TestModem) modem).stuck = true;
            return "done";
        })).isEqualTo("done");

        assertThat(fleet.reports(Duration.ofMillis(50)).getFirst().condition()).isEqualTo(ModemReport.STUCK);
        assertThat(FleetWatch.summary(fleet.reports(Duration.ofMillis(50)))).isEqualTo("1 modem: 1 stuck");
    }

    @Test
    void whatIsNotThereCanNotBeAskedToDoSomething() throws Exception {
        fleet.start(Map.of("a", "p1"));

        assertThat(new FleetControl(fleet).apply(ControlRequest.of(ControlAction.RESET, "b")).error())
                .isEqualTo("there is no modem 'b'; there are a");
        assertThat(new FleetControl(fleet).apply(ControlRequest.of(ControlAction.RESET, "a")).text()).isEqualTo("reset");
        assertThat(new FleetControl(fleet).apply(new ControlRequest("dance", "a")).error()).isEqualTo("'dance' is nothing that can be asked");
    }

    @Test
    void restartsComeAtGrowingDistances() {
        RestartPace pace = new RestartPace(RestartPace.FAILED);

        assertThat(List.of(pace.after(Duration.ZERO), pace.after(Duration.ZERO), pace.after(Duration.ofSeconds(59)), pace.after(Duration.ZERO)))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(pace.after(Duration.ofSeconds(60))).hasSeconds(1);
        for (int i = 0; i < 10; i++) {
            assertThat(pace.after(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void whatIsMissingIsLookedForEveryFewSeconds() {
        RestartPace pace = new RestartPace(RestartPace.MISSING);

        assertThat(List.of(pace.next(), pace.next(), pace.next(), pace.next()))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(4));
    }
}
