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
}
