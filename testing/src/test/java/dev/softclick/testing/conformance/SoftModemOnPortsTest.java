package dev.softclick.testing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.SoftModem;
import dev.softclick.at.Dialect;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.port.Port;
import dev.softclick.port.PtyPort;
import dev.softclick.port.TcpPort;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorCloud;
import dev.softclick.testing.operator.OperatorKeys;
import dev.softclick.testing.transcript.HostLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The modem passes every case in real time, over PTYs and TCP, with a local cloud behind it. Several modems share the cases, as many of them wait. */
@Tag("realtime")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoftModemOnPortsTest {
    private static final int MODEMS = 6;

    /** What times are judged by; the line is not paced. */
    private static final int BAUD = 115_200;

    /** The engine's times are judged exactly, in virtual time; here a busy machine may look late. */
    private static final Duration BUSY_MACHINE = Duration.ofMillis(500);

    private Path home;
    private LocalCloud cloud;

    @BeforeAll
    void startCloud(@TempDir Path folder) throws IOException {
        home = folder;
        cloud = LocalCloud.in(home).port(0).start();
    }

    @AfterAll
    void stopCloud() {
        cloud.close();
    }

    @Test
    void overPtys() throws Exception {
        everyCasePasses(number -> new PtyPort(home.resolve("modem" + number)));
    }

    @Test
    void overTcp() throws Exception {
        everyCasePasses(number -> new TcpPort("127.0.0.1", 0));
    }

    private void everyCasePasses(IntFunction<Port> ports) throws Exception {
        List<Future<ConformanceReport>> runs = new ArrayList<>();
        try (ExecutorService hosts = Executors.newFixedThreadPool(MODEMS)) {
            for (int i = 0; i < MODEMS; i++) {
                int number = i;
                runs.add(hosts.submit(() -> share(number, ports.apply(number))));
            }
        }
        for (Future<ConformanceReport> run : runs) {
            assertThat(run.get().outcomes()).filteredOn(outcome -> !(outcome.result() instanceof CaseResult.Passed)).isEmpty();
            assertThat(run.get().conforms()).isTrue();
        }
    }

    private ConformanceReport share(int number, Port port) {
        List<ConformanceCase> all = ConformanceSuite.standard().in(Dialect.REFERENCE).cases();
        ConformanceSuite share = new ConformanceSuite(
                IntStream.range(0, all.size()).filter(i -> i % MODEMS == number).mapToObj(all::get).toList());
        try (SoftModem modem = modem(new ThingName("conform_" + number), port)) {
            modem.start();
            try (HostLine line = HostLine.open(port.address(), BAUD).withTolerance(BUSY_MACHINE)) {
                return new ConformanceRun(share, Dialect.REFERENCE, line, thing -> OperatorCloud.local(home, thing))
                        .run(port.address(), Instant.EPOCH, ConformanceListener.SILENT);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SoftModem modem(ThingName thing, Port port) throws IOException {
        SimIdentity identity = new IdentityGenerator(new Random(1)).next(thing);
        Credentials credentials = OperatorKeys.credentials(LocalAuthority.in(home).issueDevice(thing.text()));
        SecurityMaterial material = new SecurityMaterial(
                1, new Endpoint("127.0.0.1", cloud.port()), credentials.chain(), credentials.key(), credentials.trusted());
        return SoftModem.builder()
                .sim(() -> new SimReading.Keys(identity, material))
                .port(port)
                .unpaced()
                .settings(ModemSettings.defaults("1.2.3"))
                .build();
    }
}
