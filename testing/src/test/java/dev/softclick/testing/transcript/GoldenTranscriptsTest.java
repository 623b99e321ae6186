package dev.softclick.testing.transcript;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same files against the engine in virtual time, over a PTY and over TCP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenTranscriptsTest {
    private static final String VERSION = "1.2.3";
    private static final int BAUD = 115_200;

    /** The engine's times are judged exactly, in virtual time; here a busy machine may look late. */
    private static final Duration BUSY_MACHINE = Duration.ofMillis(500);

    private Path home;
    private LocalCloud cloud;
    private int things;

    @BeforeAll
    void startCloud(@TempDir Path folder) throws IOException {
        home = folder;
        cloud = LocalCloud.in(home).port(0).start();
    }

    @AfterAll
    void stopCloud() {
        cloud.close();
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/transcripts"))) {
            return files.filter(file -> file.toString().endsWith(".at")).sorted().toList().stream();
        }
    }

    static Stream<Arguments> filesAndDialects() throws IOException {
        return files().flatMap(file -> Dialect.ALL.stream().map(dialect -> Arguments.of(file, dialect.name())));
    }

    @ParameterizedTest
    @MethodSource("filesAndDialects")
    void inVirtualTime(Path file, String dialect) throws IOException {
        ModemSettings settings = ModemSettings.defaults(VERSION).withDialect(Dialect.named(dialect).orElseThrow());
        EngineLine line = EngineLine.of(settings);
        assertThat(new TranscriptPlayer(line, line.cloud()).play(Transcript.read(file).orThrow(), EngineLine.variables(settings)))
                .isInstanceOf(Verdict.Passed.class);
    }

    @ParameterizedTest
    @MethodSource("files")
    void overTcp(Path file) throws IOException {
        play(file, new TcpPort("127.0.0.1", 0));
    }

    @ParameterizedTest
    @MethodSource("files")
    void overPty(Path file) throws IOException {
        play(file, new PtyPort(home.resolve("modem")));
    }

    private void play(Path file, Port port) throws IOException {
        ModemSettings settings = ModemSettings.defaults(VERSION);
        SimIdentity identity = new IdentityGenerator(new Random(++things)).next(new ThingName("golden_" + things));
        Credentials credentials = OperatorKeys.credentials(LocalAuthority.in(home).issueDevice(identity.thing().text()));
        SecurityMaterial material = new SecurityMaterial(
                1, new Endpoint("127.0.0.1", cloud.port()), credentials.chain(), credentials.key(), credentials.trusted());
        try (SoftModem modem = SoftModem.builder()
                .sim(() -> new SimReading.Keys(identity, material))
                .port(port)
                .baud(BAUD)
                .settings(settings)
                .build()) {
            modem.start();
            try (HostLine line = HostLine.open(port.address(), BAUD).withTolerance(BUSY_MACHINE);
                    OperatorCloud side = OperatorCloud.local(home, identity.thing().text())) {
                assertThat(new TranscriptPlayer(line, side)
                                .play(Transcript.read(file).orThrow(), RunVariables.of(settings.dialect(), identity, VERSION)))
                        .isInstanceOf(Verdict.Passed.class);
            }
        }
    }
}
