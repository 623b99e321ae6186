package dev.softclick.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.cloud.LocalAuthority;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.SimStore;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCutTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final SimName NAME = new SimName("board");
    private static final SimIdentity IDENTITY = identity(1);
    private static final SimIdentity OTHER = identity(2);
    private static final Endpoint CLOUD = Endpoint.parse("cloud.invalid");

    /** More operations than anything here does: what does not come to an end is wrong. */
    private static final int MOST_OPERATIONS = 500;

    @TempDir
    private Path folder;

    @FunctionalInterface
    private interface Deed {
        void in(Path home) throws Exception;
    }

    @FunctionalInterface
    private interface Look {
        void at(Path home, boolean done) throws Exception;
    }

    private static SimIdentity identity(int seed) {
        return new IdentityGenerator(new Random(seed)).next(new ThingName("thing_" + seed));
    }

    /**
     * Cuts the power before each operation of a deed and right after it, on disks that lose less or more, and looks at what is there then.
     *
     * @return how many moments there were, for one kind of loss
     */
    private int atEachMoment(Deed before, Deed deed, Look look) throws Exception {
        int moments = 0;
        for (Loss loss : Loss.values()) {
            boolean reached = true;
            for (moments = 0; reached; moments++) {
                assertThat(moments).isLessThan(MOST_OPERATIONS);
                Path home = Files.createDirectories(folder.resolve(loss + "-" + moments).resolve("home"));
                before.in(home);
                Disk disk = new Disk(home.getParent(), moments, loss);
                boolean done = false;
                try {
                    deed.in(disk.path().resolve("home"));
                    done = true;
                } catch (PowerCut e) {
                    // as it should be
                }
                reached = disk.operations() > moments;
                disk.cut();
                look.at(home, done);
            }
        }
        return moments;
    }

    private Credentials credentials() throws IOException {
        return OperatorKeys.credentials(LocalAuthority.in(folder.resolve("issuer")).issueDevice("thing_1"));
    }

    private static SimDirectory create(Path home) {
        return new SimStore(home, CLOCK).create(NAME, IDENTITY).orThrow();
    }

    private static SimDirectory open(Path home) {
        return new SimStore(home, CLOCK).open(NAME).orThrow();
    }

    private static long generation(SimDirectory sim) {
        assertThat(sim.read()).isInstanceOf(SimReading.Keys.class);
        return ((SimReading.Keys) sim.read()).material().generation();
    }

    @Test
    void aSimIsThereWholeOrNotAtAll() throws Exception {
        int moments = atEachMoment(home -> {}, PowerCutTest::create, (home, done) -> {
            SimStore store = new SimStore(home, CLOCK);
            boolean there = store.names().orThrow().equals(List.of(NAME));
            assertThat(there || !done).isTrue();
            assertThat(there ? open(home) : create(home)).satisfies(sim -> assertThat(sim.read().identityIfAny()).contains(IDENTITY));
        });
        assertThat(moments).isGreaterThan(5);
    }

    @Test
    void aSimIsWhoItWasOrWhoItIsToBe() throws Exception {
        atEachMoment(PowerCutTest::create, home -> open(home).identify(OTHER).orThrow(), (home, done) -> {
            SimIdentity now = open(home).read().identityIfAny().orElseThrow();
            assertThat(now).isIn(IDENTITY, OTHER);
            assertThat(now.equals(OTHER) || !done).isTrue();
            open(home).identify(OTHER).orThrow();
        });
    }

    @Test
    void newKeysAreThereWholeOrTheOldOnesCount() throws Exception {
        Credentials keys = credentials();
        int moments = atEachMoment(
                home -> {
                    SimDirectory sim = create(home);
                    for (int i = 0; i < 3; i++) {
                        sim.install(keys, CLOUD).orThrow();
                    }
                },
                home -> open(home).install(keys, CLOUD).orThrow(),
                (home, done) -> {
                    SimDirectory sim = open(home);
                    long there = generation(sim);
                    assertThat(there).isIn(3L, 4L);
                    assertThat(there == 4 || !done).isTrue();
                    assertThat(sim.install(keys, CLOUD).orThrow()).isEqualTo(there + 1);
                    assertThat(generation(sim)).isEqualTo(there + 1);
                });
        assertThat(moments).isGreaterThan(15);
    }

    @Test
    void whichKeysTheCloudTookIsKnownOrAsBefore() throws Exception {
        Credentials keys = credentials();
        atEachMoment(
                home -> {
                    SimDirectory sim = create(home);
                    sim.install(keys, CLOUD).orThrow();
                    sim.install(keys, CLOUD).orThrow();
                    sim.connected(1);
                },
                home -> open(home).connected(2),
                (home, done) -> {
                    SimDirectory sim = open(home);
                    assertThat(sim.connected().orElseThrow()).isIn(1L, 2L);
                    assertThat(sim.connected().orElseThrow() == 2 || !done).isTrue();
                    assertThat(generation(sim)).isEqualTo(2);
                });
    }

    @Test
    void aModemTakesItsSimAgainAfterwards() throws Exception {
        atEachMoment(
                PowerCutTest::create,
                home -> open(home).lock().orThrow(),
                (home, done) -> open(home).lock().orThrow().close());
    }

    @Test
    void theCloudsOwnAuthorityIsMadeWholeOrAnew() throws Exception {
        List<String> made = new ArrayList<>();
        int moments = atEachMoment(
                home -> made.clear(),
                home -> made.add(LocalAuthority.in(home).certificate()),
                (home, done) -> {
                    LocalAuthority now = LocalAuthority.in(home);
                    assertThat(now.operator().certificate()).contains("CERTIFICATE");
                    assertThat(List.of(now.certificate())).containsAll(made);
                });
        assertThat(moments).isGreaterThan(15);
    }

    @Test
    void theCloudsOwnAuthorityIsNeverReplacedOnceAThingHasItsKeys() throws Exception {
        List<String> made = new ArrayList<>();
        atEachMoment(
                home -> {
                    made.clear();
                    made.add(LocalAuthority.in(home).certificate());
                    // as after a crash between the two
                    Files.delete(home.resolve("cloud/operator/certificate.pem"));
                },
                LocalAuthority::in,
                (home, done) -> {
                    LocalAuthority now = LocalAuthority.in(home);
                    assertThat(now.certificate()).isEqualTo(made.getFirst());
                    assertThat(now.operator().certificate()).contains("CERTIFICATE");
                });
    }

    @Test
    void whatIsRevokedStaysSo() throws Exception {
        atEachMoment(
                home -> LocalAuthority.in(home).revoke("aa"),
                home -> LocalAuthority.in(home).revoke("bb"),
                (home, done) -> {
                    List<String> revoked = Files.readAllLines(home.resolve("cloud/ca/revoked"));
                    assertThat(revoked).contains("aa").isSubsetOf("aa", "bb");
                    assertThat(revoked.contains("bb") || !done).isTrue();
                    LocalAuthority.in(home).revoke("cc");
                });
    }

    @Test
    void theCloudStartsAgainWhateverItLeftBehind() throws Exception {
        atEachMoment(
                home -> {},
                home -> LocalCloud.in(home).port(0).reserve().close(),
                (home, done) -> {
                    try (LocalCloud again = LocalCloud.in(home).port(0).reserve()) {
                        assertThat(LocalCloud.running(home).orElseThrow().port()).isEqualTo(again.port());
                    }
                });
    }

    /** The disk itself is to be trusted: it must show those who do not have it bring things down. */
    @Test
    void aWriterThatForgetsToForceIsFoundOut() throws Exception {
        List<String> seen = new ArrayList<>();
        atEachMoment(
                home -> Files.writeString(home.resolve("file"), "old"),
                home -> {
                    Path fresh = home.resolve("fresh");
                    try (var channel = FileChannel.open(
                            fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                        channel.write(StandardCharsets.US_ASCII.encode("new!"));
                    }
                    Files.move(fresh, home.resolve("file"), StandardCopyOption.ATOMIC_MOVE);
                },
                (home, done) -> seen.add(Files.readString(home.resolve("file")) + (done ? " done" : "")
                        + (Files.exists(home.resolve("fresh")) ? " and " + Files.readString(home.resolve("fresh")) : "")));
        assertThat(seen)
                .containsExactly(
                        "old", "old and ne", "old and new!", "new! done",
                        "old", "old and ", "old and ", " done",
                        "old", "old", "old", "old done");
    }
}
