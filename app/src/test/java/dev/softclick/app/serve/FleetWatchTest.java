package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.ModemEvent;
import dev.softclick.SharedThreads;
import dev.softclick.SoftModem;
import dev.softclick.app.control.RunningModem;
import dev.softclick.link.NoNetwork;
import dev.softclick.port.PortAddress;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimReading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears while something inside is stuck. The watchdog asks for a sign in 0.6 s here: it is looked after every 0.3 s. */
@Timeout(180)
class FleetWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final ServiceNotice notice = new ServiceNotice(heard::add, Duration.ofMillis(600));
    private final CountDownLatch free = new CountDownLatch(1);
    private final Map<String, TestWire> wires = new HashMap<>();
    private final Fleet<String> fleet =
            new Fleet<>(this::modem, new Fleet.Words(Throwable::getMessage, line -> {}, (name, modem) -> {}), InstantSource.system());

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        free.countDown();
        fleet.close();
    }

    /** A plan that is "stuck" is a modem whose observer blocks on the first event. */
    private RunningModem modem(String name, String plan, Consumer<Throwable> failed) throws java.io.IOException {
        TestWire wire = new TestWire(name);
        SoftModem modem = SoftModem.builder()
                .name(name)
                .sim(() -> new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "none")))
                .port(wire)
                .unpaced()
                .transport(NoNetwork::new)
                .observer(plan.equals("stuck") ? this::block : event -> {})
                .onFailure(failed)
                .build();
        modem.start();
        wires.put(name, wire);
        return new TestModem(modem, wire, () -> {});
    }

    private void block(ModemEvent event) {
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int signs() {
        return (int) heard.stream().filter("WATCHDOG=1"::equals).count();
    }

    private void signsCome(int more) {
        int before = signs();
        await().atMost(PATIENCE).until(() -> signs() >= before + more);
    }

    /** Looks go on, as the status text shows that they tell, and no sign of life is among what is told. */
    private void signsStop() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1500)).until(() -> {
            int before = signs();
            await().pollDelay(Duration.ofMillis(1400)).atMost(PATIENCE).until(() -> true);
            return signs() == before;
        });
    }

    @Test
    void aStuckModemEndsTheSignsOfLifeUntilItGoesOn() {
        fleet.start(Map.of("good", "good", "bad", "stuck"));
        try (FleetWatch watch = new FleetWatch(fleet, notice, Map::of)) {
            signsCome(2);
            // An open is refused for want of a SIM: state 8 is an event, whose observer blocks this thread as it would a port's.
            Thread.ofPlatform().daemon().start(() -> wires.get("bad").types("AT+AWSPUBOPEN=0,\"t\"\r"));
            await().atMost(PATIENCE).until(() -> heard.contains("STATUS=2 modems: 1 Idle, 1 stuck"));
            signsStop();
            free.countDown();
            signsCome(2);
        }
    }

    @Test
    void aThreadThatServesAllAndHangsEndsThemToo() {
        CopyOnWriteArrayList<Runnable> waiting = new CopyOnWriteArrayList<>();
        Map<String, Executor> threads = new ConcurrentHashMap<>(Map.of("quick", Runnable::run));
        fleet.start(Map.of("good", "good"));
        try (FleetWatch watch = new FleetWatch(fleet, notice, () -> Map.copyOf(threads))) {
            signsCome(2);
        }
        threads.put("hangs", waiting::add);
        try (FleetWatch watch = new FleetWatch(fleet, notice, () -> Map.copyOf(threads))) {
            signsStop();
            assertThat(waiting).as("it is asked once").hasSize(1);
            threads.put("hangs", Runnable::run);
            waiting.forEach(Runnable::run);
            signsCome(1);
        }
    }

    @Test
    void theThreadsOfThisProcessAnswer() throws Exception {
        try (var pty = PortAddress.parse("pty:" + folder.resolve("tty")).create();
                var socket = PortAddress.parse("unix:" + folder.resolve("socket")).create()) {
            SoftModem one = SoftModem.builder().sim(() -> new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "none"))).port(pty).build();
            SoftModem two = SoftModem.builder().sim(() -> new SimReading.Unusable(Optional.empty(), new SimFault(SimFault.Reason.ABSENT, "none"))).port(socket).build();
            try (one; two) {
                one.start();
                two.start();

                assertThat(SharedThreads.running()).containsKeys("softclick-tty", "softclick-sockets", "softclick-timer");
                for (int i = 0; i < 100; i++) {
                    assertThat(new ThreadWatch(SharedThreads::running).silent(PATIENCE)).isEmpty();
                }
                CountDownLatch busy = new CountDownLatch(1);
                SharedThreads.running().get("softclick-tty").execute(() -> {
                    try {
                        busy.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                // On a busy machine another one may take longer now and then, this one always.
                await().atMost(PATIENCE).until(() -> new ThreadWatch(SharedThreads::running).silent(Duration.ofMillis(200)).equals(List.of("softclick-tty")));
                busy.countDown();
                assertThat(new ThreadWatch(SharedThreads::running).silent(PATIENCE)).isEmpty();
            }
        }
    }
}
