package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimConcurrencyTest {
    private static final int GENERATIONS = 120;

    @TempDir
    Path home;

    @Test
    void aReaderSeesOnlyWholeGenerationsWhileOthersInstall() throws Exception {
        SimDirectory sim = SimDirectory.create(home.resolve("card"), Issued.IDENTITY, Issued.CLOCK).orThrow();
        List<Issued> devices = List.of(Issued.P256, Issued.P384, Issued.device("secp256r1"));
        // The endpoint tells which device it was installed with: a mixture would not fit.
        Map<Endpoint, Issued> byEndpoint = IntStream.range(0, 3).boxed()
                .collect(Collectors.toMap(i -> new Endpoint("host" + i, 8883), devices::get));
        sim.install(devices.getFirst().credentials(), new Endpoint("host0", 8883)).orThrow();
        AtomicInteger installed = new AtomicInteger(1);
        // Writers wait until each reader has seen the first generation.
        CountDownLatch looked = new CountDownLatch(2);
        Callable<List<Long>> writer = () -> {
            List<Long> numbers = new ArrayList<>();
            looked.await();
            SimDirectory own = new SimDirectory(sim.path(), Issued.CLOCK);
            for (int i = installed.getAndIncrement(); i < GENERATIONS; i = installed.getAndIncrement()) {
                numbers.add(own.install(devices.get(i % 3).credentials(), new Endpoint("host" + i % 3, 8883)).orThrow());
            }
            return numbers;
        };
        Callable<Integer> reader = () -> {
            SimDirectory own = new SimDirectory(sim.path(), Issued.CLOCK);
            int different = 0;
            long last = 0;
            boolean done;
            do {
                done = installed.get() >= GENERATIONS;
                SimReading reading = own.read();
                assertThat(reading).isInstanceOf(SimReading.Keys.class);
                SecurityMaterial material = ((SimReading.Keys) reading).material();
                assertThat(material.chain()).containsExactly(byEndpoint.get(material.endpoint()).certificate());
                assertThat(material.generation()).isGreaterThanOrEqualTo(last);
                different += material.generation() > last ? 1 : 0;
                if (last == 0) {
                    looked.countDown();
                }
                ((SimReading.Keys) reading).fallback().ifPresent(older -> {
                    assertThat(older.generation()).isLessThan(material.generation());
                    assertThat(older.chain()).containsExactly(byEndpoint.get(older.endpoint()).certificate());
                });
                last = material.generation();
            } while (!done);
            return different;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            List<Long> numbers = new ArrayList<>();
            for (Future<List<Long>> written : List.of(threads.submit(writer), threads.submit(writer))) {
                numbers.addAll(written.get());
            }
            for (Future<Integer> read : readers) {
                assertThat(read.get()).isGreaterThan(1);
            }
            assertThat(numbers).doesNotHaveDuplicates().hasSize(GENERATIONS - 1);
        }
        assertThat(sim.read()).isInstanceOf(SimReading.Keys.class);
    }

    /** One modem connects while others install: what it said last is there, with all its files, whenever somebody reads. */
    @Test
    void whatTheCloudTookStaysWholeWhileOthersInstall() throws Exception {
        SimDirectory modem = SimDirectory.create(home.resolve("card"), Issued.IDENTITY, Issued.CLOCK).orThrow();
        modem.install(Issued.P256.credentials(), new Endpoint("host", 8883)).orThrow();
        modem.connected(1);
        AtomicInteger installed = new AtomicInteger(1);
        CountDownLatch looked = new CountDownLatch(1);
        Callable<Long> writer = () -> {
            looked.await();
            SimDirectory own = new SimDirectory(modem.path(), Issued.CLOCK);
            long newest = 0;
            while (installed.getAndIncrement() < GENERATIONS) {
                newest = Math.max(newest, own.install(Issued.P256.credentials(), new Endpoint("host", 8883)).orThrow());
            }
            return newest;
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> writers = List.of(threads.submit(writer), threads.submit(writer));
            int fallbacks = 0;
            long taken = 1;
            do {
                SimReading.Keys keys = (SimReading.Keys) modem.read();
                if (keys.material().generation() > taken) {
                    assertThat(keys.fallback().map(SecurityMaterial::generation)).contains(taken);
                    fallbacks++;
                }
                if (fallbacks % 5 == 1) {
                    // Only what is there still is remembered.
                    modem.connected(keys.material().generation());
                    taken = modem.connected().orElseThrow();
                }
                looked.countDown();
            } while (installed.get() < GENERATIONS);
            assertThat(fallbacks).isGreaterThan(5);
            for (Future<Long> written : writers) {
                written.get();
            }
        }
    }
}
