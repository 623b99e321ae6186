package dev.softclick.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Draws the faults of one modem of a soak, one after the other, and undoes each before the next. */
final class SoakFaults {
    private static final int LEAST_QUIET_MILLIS = 500;
    private static final int MOST_QUIET_MILLIS = 3_000;
    private static final Duration HALF_OPEN_LIFE = Duration.ofSeconds(20);

    /** One kind of fault; it has begun and ended when it returns. */
    private interface Fault {
        void happen() throws Exception;
    }

    private record Kind(String name, Fault fault) {}

    private final SoakedModem soaked;
    private final Random random;
    private final CountDownLatch end;
    private final List<Kind> kinds = new ArrayList<>();

    /** @param end when it is down, no new fault begins */
    SoakFaults(SoakedModem soaked, long seed, CountDownLatch end) {
        this.soaked = soaked;
        this.random = new Random(seed);
        this.end = end;
        FaultProxy proxy = soaked.proxy;
        add("reset", proxy::reset);
        add("hang-up", proxy::hangUp);
        add("reset at a byte", () -> afterReset(Weather.ofCut(way(), random.nextInt(3000))));
        add("garbage", () -> {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            afterReset(Weather.ofGarbage(way(), random.nextInt(3000), bytes));
        });
        add("black hole", () -> afterReset(Weather.ofBlackHole()));
        add("refused", () -> {
            proxy.refuse();
            proxy.reset();
            last(500, 3_000);
        });
        add("half-open", () -> proxy.halfOpen(Set.of(way()), HALF_OPEN_LIFE));
        add("half-open both ways", () -> proxy.halfOpen(EnumSet.allOf(Way.class), HALF_OPEN_LIFE));
        add("latency", () -> {
            proxy.weather(Weather.ofDelay(Duration.ofMillis(50 + random.nextInt(400))));
            last(1_000, 3_000);
        });
        add("throttle", () -> {
            proxy.weather(Weather.ofThrottle(500 + random.nextInt(5_000)));
            last(1_000, 3_000);
        });
        switch (soaked.broker) {
            case SoakBroker.OfMosquitto(Mosquitto mosquitto, Authority _) -> {
                add("broker killed", () -> {
                    mosquitto.kill();
                    soaked.brokerKilled();
                    last(0, 1_500);
                    mosquitto.restart();
                });
                add("broker restarted", () -> {
                    mosquitto.terminate();
                    last(0, 1_500);
                    mosquitto.restart();
                });
                add("broker frozen", () -> {
                    mosquitto.stop();
                    last(500, 6_000);
                    mosquitto.goOn();
                });
            }
            case SoakBroker.OfCloud cloud -> add("keys rotated", () -> {
                String old = cloud.latestSerial();
                soaked.installKeys();
                cloud.revoke(old);
            });
        }
    }

    private void add(String name, Fault fault) {
        kinds.add(new Kind(name, fault));
    }

    private Way way() {
        return Way.values()[random.nextInt(Way.values().length)];
    }

    /** Weather that new connections meet: the one that stands is reset. */
    private void afterReset(Weather weather) throws InterruptedException {
        soaked.proxy.weather(weather);
        soaked.proxy.reset();
        last(500, 3_000);
    }

    private void last(int least, int most) throws InterruptedException {
        boolean _ = end.await(least + random.nextInt(most - least), TimeUnit.MILLISECONDS);
    }

    /** Until the end comes. All kinds once in a drawn order, then all again. */
    void run() {
        List<Kind> left = new ArrayList<>();
        try {
            while (end.getCount() > 0) {
                if (left.isEmpty()) {
                    left.addAll(kinds);
                }
                // What measures must stand before something is broken again.
                ModemOnALine.await(soaked.backEnd::connected);
                Kind kind = left.remove(random.nextInt(left.size()));
                kind.fault().happen();
                soaked.counts.fault(kind.name());
                soaked.proxy.heal();
                last(LEAST_QUIET_MILLIS, MOST_QUIET_MILLIS);
            }
        } catch (Exception e) {
            throw new AssertionError("a fault could not be made", e);
        }
    }
}
