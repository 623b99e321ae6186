package dev.softclick.faults;

import dev.softclick.port.Port;
import dev.softclick.port.PtyPort;
import dev.softclick.port.TcpPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Two modems, one on Mosquitto if that is there and one on the local cloud, publish and receive at qos 2 while a fault every few seconds breaks what is
 * between them. Nothing that was acknowledged may be lost, and nothing may pile up.
 */
final class Soak {
    private static final int LOOKS = 30;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration DRAIN = Duration.ofSeconds(150);

    /** By how much the last third of a run may be above the middle one. */
    private static final double HEAP_FACTOR = 1.15;
    private static final long HEAP_BYTES = 4 << 20;
    private static final int MORE_THREADS = 4;
    private static final int MORE_DESCRIPTORS = 8;

    private final Path folder;
    private final Duration duration;
    private final long seed;
    private final List<SoakBroker> brokers = new ArrayList<>();
    private final List<SoakedModem> modems = new ArrayList<>();
    private final Resources resources;

    Soak(Path folder, Duration duration, long seed) {
        this.folder = folder;
        this.duration = duration;
        this.seed = seed;
        resources = new Resources(duration);
    }

    /**
     * Runs it.
     *
     * @return what it came to, fit to be printed
     * @throws AssertionError with the same when something was lost, or has grown
     */
    String run() throws Exception {
        long began = System.nanoTime();
        try {
            Optional<SoakBroker> mosquitto = SoakBroker.OfMosquitto.start(Files.createDirectory(folder.resolve("mosquitto")));
            mosquitto.ifPresent(brokers::add);
            brokers.add(new SoakBroker.OfCloud(folder.resolve("cloud")));
            modems.add(modem("soak-0", new PtyPort(folder.resolve("line")), brokers.getFirst()));
            modems.add(modem("soak-1", new TcpPort("127.0.0.1", 0), brokers.getLast()));
            for (SoakedModem modem : modems) {
                modem.begin();
            }
            breakThings();
            return judge(endInPeace(), System.nanoTime() - began);
        } finally {
            for (SoakedModem modem : modems) {
                modem.close();
            }
            brokers.forEach(SoakBroker::close);
        }
    }

    private SoakedModem modem(String thing, Port port, SoakBroker broker) throws Exception {
        return new SoakedModem(folder, thing, port, broker, seed + modems.size());
    }

    private void breakThings() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("test-soak-faults-", 0).factory())) {
            List<Future<?>> running = new ArrayList<>();
            try {
                for (SoakedModem modem : modems) {
                    SoakFaults faults = new SoakFaults(modem, seed * 31 + running.size(), end);
                    running.add(threads.submit(faults::run));
                }
                for (int i = 0; i < LOOKS; i++) {
                    boolean _ = end.await(duration.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
                    resources.look();
                    modems.forEach(SoakedModem::rethrow);
                }
            } finally {
                end.countDown();
            }
            for (Future<?> faults : running) {
                faults.get();
            }
        }
    }

    /** Whether, after the faults, all came to rest in time. */
    private boolean endInPeace() throws Exception {
        for (SoakedModem modem : modems) {
            modem.proxy.heal();
        }
        long until = System.nanoTime() + DRAIN.toNanos();
        boolean rested = rests(until, SoakedModem::ready);
        for (SoakedModem modem : modems) {
            modem.endTraffic();
        }
        return rests(until, modem -> modem.counts.lostUplink().isEmpty() && modem.counts.lostDownlink().isEmpty()) && rested;
    }

    private boolean rests(long until, Predicate<SoakedModem> condition) {
        try {
            Awaitility.await().pollInterval(POLL).atMost(Duration.ofNanos(Math.max(2 * POLL.toNanos(), until - System.nanoTime()))).until(() -> {
                modems.forEach(SoakedModem::rethrow);
                return modems.stream().allMatch(condition);
            });
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private String judge(boolean rested, long nanos) {
        StringBuilder block = new StringBuilder("soak        seed %d, faults for %d s, %d s in all\n"
                .formatted(seed, duration.toSeconds(), TimeUnit.NANOSECONDS.toSeconds(nanos)));
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < modems.size(); i++) {
            SoakedModem modem = modems.get(i);
            String name = "modem %d (%s, %s)".formatted(i, modem.broker.name(), i == 0 ? "PTY" : "TCP");
            block.append(modem.counts.block(name));
            lost(wrong, name + ": SEND OK was said, and lost", modem.counts.lostUplink());
            lost(wrong, name + ": taken by the broker, and lost", modem.counts.lostDownlink());
            if (modem.backEnd.sessionsLost.get() > 0) {
                wrong.add(name + ": the broker forgot the session of the back end, so nothing can be told");
            }
            if (modem.counts.acknowledged() == 0 || modem.counts.deliveries() == 0) {
                wrong.add(name + ": no traffic");
            }
        }
        block.append(resources.block());
        if (!rested) {
            wrong.add("not at rest " + DRAIN.toSeconds() + " s after the last fault");
        }
        resources.grown(HEAP_FACTOR, HEAP_BYTES, MORE_THREADS, MORE_DESCRIPTORS).forEach(what -> wrong.add("more and more " + what));
        if (!wrong.isEmpty()) {
            throw new AssertionError(block + "WRONG " + String.join("\nWRONG ", wrong));
        }
        return block.toString();
    }

    private static void lost(List<String> wrong, String what, BitSet lost) {
        if (!lost.isEmpty()) {
            wrong.add(what + ": " + lost);
        }
    }
}
