package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The generation that the cloud last took: remembered, kept, and gone back to. */
class FallbackTest {
    private static final Endpoint CLOUD = new Endpoint("a-ats.iot.eu-west-1.amazonaws.com", 8883);

    @TempDir
    Path home;

    private Path path;
    private SimDirectory sim;
    private final AtomicReference<Instant> now = new AtomicReference<>(Issued.NOW);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void makeSim() {
        path = home.resolve("card");
        sim = SimDirectory.create(path, Issued.IDENTITY, now::get).orThrow();
        logger().setLevel(Level.WARN);
        logger().setAdditive(false);
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
        logger().setLevel(null);
        logger().setAdditive(true);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(UsableKeys.class);
    }

    @Test
    void whatTheCloudTookIsWhatIsFallenBackTo() throws IOException {
        install(Issued.P256);
        assertThat(keys().fallback()).isEmpty();
        sim.connected(1);
        assertThat(keys().fallback()).isEmpty();
        assertThat(path.resolve("connected")).hasContent("1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("connected")))).isEqualTo("rw-------");

        install(Issued.P384);
        assertThat(keys().material().generation()).isEqualTo(2);
        assertThat(keys().fallback().map(SecurityMaterial::generation)).contains(1L);
        assertThat(keys().fallback().orElseThrow().key()).isEqualTo(Issued.P256.keys().getPrivate());
        assertThat(keys().fallback().orElseThrow().endpoint()).isEqualTo(CLOUD);

        sim.connected(2);
        assertThat(keys().fallback()).isEmpty();
        assertThat(sim.connected()).hasValue(2);
        assertThat(names()).containsExactly("connected", "identity.properties", "keys-1", "keys-2");
    }

    @Test
    void itIsRememberedByTheNextModemAndPassedOnByTheSimAtAnEndpoint() {
        install(Issued.P256);
        sim.at(new Endpoint("localhost", 1)).connected(1);
        install(Issued.P384);
        Endpoint elsewhere = new Endpoint("elsewhere", 443);
        SimReading.Keys read = (SimReading.Keys) new SimDirectory(path, now::get).at(elsewhere).read();
        assertThat(read.fallback().map(SecurityMaterial::generation)).contains(1L);
        assertThat(read.fallback().map(SecurityMaterial::endpoint)).contains(elsewhere);
    }

    @Test
    void itIsNeverCleanedUp() throws IOException {
        install(Issued.P256);
        sim.connected(1);
        for (int i = 0; i < 4; i++) {
            install(Issued.P384);
        }
        assertThat(names()).containsExactly("connected", "identity.properties", "keys-1", "keys-4", "keys-5");
        assertThat(keys().fallback().map(SecurityMaterial::generation)).contains(1L);
        sim.connected(5);
        install(Issued.P256);
        assertThat(names()).containsExactly("connected", "identity.properties", "keys-5", "keys-6");
    }

    @Test
    void itIsWrittenOnlyWhenItChanges() throws IOException {
        install(Issued.P256);
        sim.connected(1);
        Object before = Files.getAttribute(path.resolve("connected"), "unix:ino");
        FileTime time = FileTime.fromMillis(0);
        Files.setLastModifiedTime(path.resolve("connected"), time);
        sim.connected(1);
        new SimDirectory(path, now::get).connected(1);
        assertThat(Files.getLastModifiedTime(path.resolve("connected"))).isEqualTo(time);
        assertThat(Files.getAttribute(path.resolve("connected"), "unix:ino")).isEqualTo(before);
    }

    @Test
    void aGenerationThatIsNotThereIsNotRemembered() {
        install(Issued.P256);
        sim.connected(7);
        assertThat(sim.connected()).isEmpty();
    }

    @Test
    void whatCanNotBeRememberedIsLoggedAndNothingThrown() throws IOException {
        install(Issued.P256);
        Files.createDirectories(path.resolve("connected/in the way"));
        sim.connected(1);
        assertThat(logged()).singleElement().asString().contains("can't note that the cloud has taken keys 1");
        assertThat(keys().material().generation()).isEqualTo(1);
    }

    @Test
    void aMarkThatWasCutShortOrReplacedIsNone() throws IOException {
        install(Issued.P256);
        install(Issued.P384);
        for (String content : List.of("", "1", "\n", "0x1\n", "-1\n", " 1\n", "1\n\n", "1".repeat(19) + "\n", Issued.P256.pkcs8Pem())) {
            Files.writeString(path.resolve("connected"), content);
            assertThat(keys().fallback()).as(content).isEmpty();
        }
        Files.writeString(path.resolve("connected"), "1\n");
        assertThat(keys().fallback()).isPresent();
    }

    @Test
    void faultyNewKeysGiveWayToThoseThatTheCloudTookAndItIsSaidOnce() throws IOException {
        install(Issued.P256);
        sim.connected(1);
        install(Issued.P384);
        Path key = path.resolve("keys-2/private.key");
        Files.writeString(key, Issued.P256.pkcs8Pem());
        for (int i = 0; i < 3; i++) {
            assertThat(keys()).isEqualTo(new SimReading.Keys(Issued.IDENTITY, keys().material()));
            assertThat(keys().material().generation()).isEqualTo(1);
        }
        assertThat(logged()).containsExactly("the newest keys of the SIM can't be used: " + key + ": the private key does not belong to the certificate in "
                + path + "/keys-2/certificate.pem; going on with keys 1, which the cloud has taken before");
        assertThat(sim.newestFault(CLOUD).map(SimFault::reason)).contains(SimFault.Reason.KEY_MISMATCH);
        assertThat(sim.keys().orElseThrow().orThrow().number()).isEqualTo(1);

        Files.writeString(key, Issued.P384.pkcs8Pem());
        assertThat(keys().material().generation()).isEqualTo(2);
        assertThat(sim.newestFault(CLOUD)).isEmpty();
        Files.writeString(key, Issued.P256.pkcs8Pem());
        assertThat(keys().material().generation()).isEqualTo(1);
        assertThat(logged()).hasSize(2);
    }

    @Test
    void expiredNewKeysGiveWayAndWithoutOthersTheyAreTheFault() {
        install(Issued.of(Issued.keys("secp256r1"), "CN=old", Issued.FROM, Issued.TO.plusSeconds(1000), false));
        install(Issued.P384);
        now.set(Issued.TO.plusSeconds(1));
        assertThat(sim.read()).isInstanceOf(SimReading.Unusable.class);
        sim.connected(1);
        assertThat(keys().material().generation()).isEqualTo(1);
        now.set(Issued.TO.plusSeconds(1001));
        assertThat(sim.read()).isInstanceOfSatisfying(SimReading.Unusable.class,
                unusable -> assertThat(unusable.fault().text()).contains("keys-2").contains("expired"));
        assertThat(sim.read().identityIfAny()).isEqualTo(Optional.of(Issued.IDENTITY));
    }

    @Test
    void aFaultyFallbackIsNone() throws IOException {
        install(Issued.P256);
        sim.connected(1);
        install(Issued.P384);
        Files.writeString(path.resolve("keys-1/ca.pem"), "damaged");
        assertThat(keys().fallback()).isEmpty();
        Files.delete(path.resolve("keys-1/ca.pem"));
        assertThat(keys().fallback()).isEmpty();
        assertThat(keys().material().generation()).isEqualTo(2);
    }

    @Test
    void aLocalSimStaysLocalWhenItsNewKeysAreDamaged() throws IOException {
        sim.installLocal(Issued.P256.credentials()).orThrow();
        sim.connected(1);
        sim.installLocal(Issued.P384.credentials()).orThrow();
        Files.writeString(path.resolve("keys-2/certificate.pem"), "damaged");
        assertThat(sim.isLocal()).isTrue();
        assertThat(((SimReading.Keys) sim.at(CLOUD).read()).material().generation()).isEqualTo(1);
    }

    private void install(Issued device) {
        sim.install(device.credentials(), CLOUD).orThrow();
    }

    private SimReading.Keys keys() {
        SimReading reading = sim.read();
        assertThat(reading).isInstanceOf(SimReading.Keys.class);
        return (SimReading.Keys) reading;
    }

    private List<String> logged() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).filter(name -> !name.equals("connected.lock")).sorted().toList();
        }
    }
}
