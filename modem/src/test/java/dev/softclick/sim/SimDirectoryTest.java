package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.sim.SimFault.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimDirectoryTest {
    private static final Endpoint CLOUD = new Endpoint("a-ats.iot.eu-west-1.amazonaws.com", 8883);

    @TempDir
    Path home;

    private Path path;
    private SimDirectory sim;
    private final AtomicReference<Instant> now = new AtomicReference<>(Issued.NOW);

    @BeforeEach
    void makeSim() {
        path = home.resolve("a/b/card");
        sim = SimDirectory.create(path, Issued.IDENTITY, now::get).orThrow();
    }

    @Test
    void aNewSimHasAnIdentityAndNoKeys() throws IOException {
        assertThat(sim.read()).isEqualTo(new SimReading.NoKeys(Issued.IDENTITY));
        assertThat(sim.isLocal()).isFalse();
        assertThat(path.resolve("identity.properties"))
                .hasContent("thing=thing_0001\niccid=8944501312167518236\nimsi=234500000000001\nimei=350000000000006\n");
        assertThat(names(path)).containsExactly("identity.properties");
        assertThat(names(path.getParent())).containsExactly("card");
    }

    @Test
    void whatIsInstalledIsRead() {
        for (Issued device : List.of(Issued.RSA, Issued.P256, Issued.P384)) {
            long generation = sim.install(device.credentials(), CLOUD).orThrow();
            SecurityMaterial material = keys(sim).material();
            assertThat(material).isEqualTo(new SecurityMaterial(generation, CLOUD, List.of(device.certificate()), device.keys().getPrivate(),
                    List.of(Issued.AUTHORITY.certificate())));
            assertThat(keys(sim).identity()).isEqualTo(Issued.IDENTITY);
        }
        assertThat(keys(sim).material().generation()).isEqualTo(3);
    }

    @Test
    void anotherEndpointTakesTheNamedOnesPlace() {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        Endpoint other = new Endpoint("::1", 443);
        assertThat(keys(sim.at(other)).material()).isEqualTo(keys(sim).material().at(other));
        assertThat(sim.isLocal()).isFalse();
    }

    @Test
    void aLabelSaysWhatTheNewestKeysAreForAndLooksAtNothingElse() throws IOException {
        assertThat(sim.label()).isEmpty();
        assertThat(sim.identity()).isEqualTo(Checked.sound(Issued.IDENTITY));
        sim.installLocal(Issued.P256.credentials()).orThrow();
        assertThat(sim.label()).contains(Checked.sound(new KeyLabel(1, Optional.empty())));
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        Files.writeString(path.resolve("keys-2/private.key"), "not a key");
        assertThat(sim.label()).contains(Checked.sound(new KeyLabel(2, Optional.of(CLOUD))));
        Files.writeString(path.resolve("keys-2/endpoint"), "no endpoint:");
        assertThat(sim.label().orElseThrow().faultIfAny()).map(SimFault::reason).contains(Reason.BAD_ENDPOINT);
    }

    @Test
    void whereTheCloudTookKeysForAnotherEndpointALabelIsThatOfTheKeysThatCount() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        sim.connected(1);
        sim.installLocal(Issued.P256.credentials()).orThrow();
        assertThat(sim.label()).contains(Checked.sound(new KeyLabel(2, Optional.empty())));
        Files.writeString(path.resolve("keys-2/private.key"), "not a key");
        assertThat(sim.label()).contains(Checked.sound(new KeyLabel(1, Optional.of(CLOUD))));
    }

    @Test
    void aLocalSimNeedsToBeToldWhereTheLocalCloudIs() {
        sim.installLocal(Issued.P256.credentials()).orThrow();
        assertThat(path.resolve("keys-1/endpoint")).hasContent("local\n");
        assertThat(sim.isLocal()).isTrue();
        assertUnusable(Reason.BAD_ENDPOINT, path + ": the SIM is for the local cloud of its home, which is not used here");
        assertThat(keys(sim.at(CLOUD)).material().endpoint()).isEqualTo(CLOUD);
    }

    @Test
    void foldersAndFilesAreForTheirOwnerOnly() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        sim.identify(Issued.IDENTITY).orThrow();
        sim.lock().orThrow().close();
        try (Stream<Path> all = Files.walk(home.resolve("a"))) {
            assertThat(all).hasSize(10).allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void theGenerationBeforeIsKeptAndOlderOnesGo() throws IOException {
        for (int i = 0; i < 4; i++) {
            sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        }
        assertThat(names(path)).containsExactly("connected.lock", "identity.properties", "keys-3", "keys-4");
    }

    @Test
    void anIncompleteGenerationIsNotSeenAndItsNumberNotReused() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        sim.install(Issued.RSA.credentials(), CLOUD).orThrow();
        for (String file : List.of("endpoint", "certificate.pem", "private.key", "ca.pem")) {
            Path away = path.resolve("away");
            Files.move(path.resolve("keys-2").resolve(file), away);
            assertThat(keys(sim).material().generation()).as("without " + file).isEqualTo(1);
            Files.move(away, path.resolve("keys-2").resolve(file));
            assertThat(keys(sim).material().generation()).isEqualTo(2);
        }
        Files.createDirectory(path.resolve("keys-7"));
        assertThat(sim.install(Issued.P256.credentials(), CLOUD).orThrow()).isEqualTo(8);
        assertThat(names(path)).containsExactly("connected.lock", "identity.properties", "keys-2", "keys-7", "keys-8");
    }

    @Test
    void whatACrashLeftBehindIsIgnoredAndLaterDeleted() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        Path stale = copyOf("keys-1", ".new-123");
        Path fresh = copyOf("keys-1", ".new-456");
        Path dropped = copyOf("keys-1", ".old-0");
        copyOf("keys-1", "keys-old");
        copyOf("keys-1", "keys-02");
        copyOf("keys-1", "keys-1000000000000000000");
        assertThat(keys(sim).material().generation()).isEqualTo(1);
        Files.setLastModifiedTime(stale, FileTime.from(now.get().minus(Duration.ofHours(1)).minusSeconds(1)));
        Files.setLastModifiedTime(fresh, FileTime.from(now.get().minus(Duration.ofHours(1))));
        assertThat(sim.install(Issued.P256.credentials(), CLOUD).orThrow()).isEqualTo(2);
        assertThat(fresh).exists();
        assertThat(stale).doesNotExist();
        assertThat(dropped).doesNotExist();
    }

    @Test
    void aCertificateThatExpiresWhileTheModemRunsIsNoticed() {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        assertThat(sim.read()).isInstanceOf(SimReading.Keys.class);
        now.set(Issued.TO.plusSeconds(1));
        assertUnusable(Reason.EXPIRED, path + "/keys-1/certificate.pem: the certificate expired on 2027-01-01T00:00:00Z, and it is 2027-01-01T00:00:01Z");
        assertThat(sim.read().identityIfAny()).contains(Issued.IDENTITY);
        now.set(Issued.FROM.minusSeconds(1));
        assertUnusable(Reason.NOT_YET_VALID, path + "/keys-1/certificate.pem: the certificate is not valid before 2026-01-01T00:00:00Z,"
                + " and it is 2025-12-31T23:59:59Z: is the clock right?");
    }

    @Test
    void unchangedFilesAreNotParsedAgainAndChangedOnesAre() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        SecurityMaterial first = keys(sim).material();
        assertThat(keys(sim).material().key()).isSameAs(first.key());
        assertThat(keys(sim.at(CLOUD)).material().key()).isSameAs(first.key());
        Path certificate = path.resolve("keys-1/certificate.pem");
        FileTime time = Files.getLastModifiedTime(certificate);
        byte[] bytes = Files.readAllBytes(certificate);
        bytes[200] ^= 1;
        Files.write(certificate, bytes);
        Files.setLastModifiedTime(certificate, time);
        assertThat(sim.read()).isInstanceOf(SimReading.Unusable.class);
    }

    @Test
    void badMaterialIsAFaultThatNamesTheFile() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        Path keys = path.resolve("keys-1");
        Files.setPosixFilePermissions(keys.resolve("private.key"), PosixFilePermissions.fromString("rw-r-----"));
        assertUnusable(Reason.EXPOSED, keys + "/private.key: others than its owner may use it (mode rw-r-----): chmod 600 " + keys + "/private.key");
        Files.setPosixFilePermissions(keys.resolve("private.key"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(keys.resolve("private.key"), Issued.P384.pkcs8Pem());
        assertUnusable(Reason.KEY_MISMATCH, keys + "/private.key: the private key does not belong to the certificate in " + keys + "/certificate.pem");
        Files.writeString(keys.resolve("private.key"), Issued.P256.certificatePem());
        assertUnusable(Reason.BAD_PEM, keys + "/private.key: holds a certificate, but a private key is needed: are certificate and key swapped?");
        Files.write(keys.resolve("private.key"), new byte[PemFile.MAX_BYTES + 1]);
        assertUnusable(Reason.UNREADABLE, keys + "/private.key: is larger than 64 KiB: is it the right file?");
        Files.writeString(keys.resolve("endpoint"), Issued.P256.pkcs8Pem());
        Files.writeString(keys.resolve("private.key"), Issued.P256.pkcs8Pem());
        assertUnusable(Reason.BAD_ENDPOINT, keys + "/endpoint: is neither HOST[:PORT] nor the word local");
        assertThat(sim.isLocal()).isFalse();
        assertThat(sim.read().identityIfAny()).contains(Issued.IDENTITY);
    }

    @Test
    void anEndpointMayBeWrittenByHand() throws IOException {
        sim.install(Issued.P256.credentials(), CLOUD).orThrow();
        Files.writeString(path.resolve("keys-1/endpoint"), " broker.example:443 \r\n");
        assertThat(keys(sim).material().endpoint()).isEqualTo(new Endpoint("broker.example", 443));
    }

    @Test
    void theIdentityChangesInOneStep() throws IOException {
        SimIdentity other = new SimIdentity(Issued.IDENTITY.iccid(), Issued.IDENTITY.imsi(), Issued.IDENTITY.imei(), new ThingName("thing_0002"));
        sim.identify(other).orThrow();
        assertThat(sim.read()).isEqualTo(new SimReading.NoKeys(other));
        assertThat(names(path)).containsExactly("identity.properties");
    }

    @Test
    void aSimThatIsThereIsNotMadeAgain() throws IOException {
        assertThat(SimDirectory.create(path, Issued.IDENTITY, now::get).faultIfAny())
                .contains(new SimFault(Reason.EXISTS, path + ": exists already"));
        Path file = Files.createFile(home.resolve("file"));
        assertThat(SimDirectory.create(file, Issued.IDENTITY, now::get).faultIfAny())
                .contains(new SimFault(Reason.EXISTS, file + ": exists already"));
        assertThat(SimDirectory.create(file.resolve("card"), Issued.IDENTITY, now::get).faultIfAny().map(SimFault::reason))
                .contains(Reason.UNWRITABLE);
        assertThat(names(home)).containsExactly("a", "file");
    }

    @Test
    void noSimIsAFault() {
        SimDirectory none = new SimDirectory(home.resolve("none"), now::get);
        assertThat(none.read()).isEqualTo(new SimReading.Unusable(
                Optional.empty(), new SimFault(Reason.ABSENT, home.resolve("none") + ": there is no SIM")));
        assertThat(none.lock().faultIfAny().map(SimFault::reason)).contains(Reason.ABSENT);
        assertThat(none.install(Issued.P256.credentials(), CLOUD).faultIfAny().map(SimFault::text))
                .contains(home.resolve("none") + ": can't be written: no such file or folder");
        assertThat(none.isLocal()).isFalse();
    }

    @Test
    void aKeyThatStaysInItsTokenIsNotInstalled() {
        Credentials credentials = new Credentials(
                List.of(Issued.P256.certificate()), new UnreadableKey("EC"), List.of(Issued.AUTHORITY.certificate()));
        assertThat(sim.install(credentials, CLOUD).faultIfAny())
                .contains(new SimFault(Reason.UNWRITABLE, path + ": the private key does not leave its token"));
        assertThat(sim.read()).isEqualTo(new SimReading.NoKeys(Issued.IDENTITY));
    }

    private Path copyOf(String from, String to) throws IOException {
        Path copy = Files.createDirectory(path.resolve(to));
        for (String file : names(path.resolve(from))) {
            Files.copy(path.resolve(from).resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private static SimReading.Keys keys(SecureSim sim) {
        SimReading reading = sim.read();
        assertThat(reading).isInstanceOf(SimReading.Keys.class);
        return (SimReading.Keys) reading;
    }

    private void assertUnusable(Reason reason, String text) {
        assertThat(sim.read()).isEqualTo(new SimReading.Unusable(Optional.of(Issued.IDENTITY), new SimFault(reason, text)));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
