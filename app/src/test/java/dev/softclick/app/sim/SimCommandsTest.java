package dev.softclick.app.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.softclick.app.Spoken;
import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimCommandsTest {
    @TempDir
    private Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void chooseHome() {
        home = folder.resolve("home");
    }

    private Spoken sim(String... arguments) {
        return Spoken.of(Stream.of(List.of("sim"), List.of(arguments), List.of("--home", home.toString()))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    /** What a console hands out, here by a CA of another home. */
    private void handOut(String thing) throws IOException {
        ClientCredentials credentials = LocalAuthority.in(folder.resolve("elsewhere")).issueDevice(thing);
        Files.writeString(folder.resolve(thing + ".crt"), credentials.certificate());
        Files.writeString(folder.resolve(thing + ".key"), credentials.privateKey());
        Files.writeString(folder.resolve("ca.pem"), credentials.ca());
    }

    private Spoken importing(String name, String thing, String certificate, String key) {
        return sim("import", name, "--thing", thing, "--endpoint", "example-ats.iot.eu-west-1.amazonaws.com", "--cert",
                folder.resolve(certificate).toString(), "--key", folder.resolve(key).toString(), "--ca", folder.resolve("ca.pem").toString());
    }

    @Test
    void aNewSimHasKeysForTheLocalCloudAndWhatWasAsked() {
        Spoken made = sim("new", "lab", "--thing", "meter-7", "--imei", "356938035643809", "--imsi", "234150999999999");

        assertThat(made.code()).isZero();
        assertThat(made.out()).contains("SIM 'lab' made: thing meter-7").contains("softclick run --sim lab");
        assertThat(sim("show", "lab").out())
                .containsPattern("thing: +meter-7\n")
                .containsPattern("imei: +356938035643809\n")
                .containsPattern("imsi: +234150999999999\n")
                .containsPattern("iccid: +89\\d{17,18}\n")
                .containsPattern("cloud: +local\n")
                .containsPattern("generation: +1\n")
                .containsPattern("certificate: +CN=meter-7,.*\n")
                .containsPattern("sha-256: +[0-9a-f]{64}\n")
                .containsPattern("valid until: +\\d{4}-\\d\\d-\\d\\dT.*Z\n")
                .containsPattern("state: +ready\n")
                .doesNotContain("PRIVATE");
    }

    @Test
    void aNameIsGivenOnce() {
        sim("new", "one");

        Spoken again = sim("new", "one");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("there is a SIM 'one' already").contains("choose another name").hasLineCount(1);
    }

    @Test
    void theListHasALineForEachSim() throws IOException {
        handOut("mine");
        sim("new", "second");
        sim("new", "blank", "--no-keys");
        importing("aws", "mine", "mine.crt", "mine.key");

        List<String> lines = sim("list").out().lines().map(line -> line.replaceAll(" +", " ")).toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("NAME THING CLOUD GENERATION EXPIRES STATE");
        assertThat(lines.get(1)).matches("aws mine mqtts://example-ats.iot.eu-west-1.amazonaws.com:8883 1 \\d{4}-\\d\\d-\\d\\d ready");
        assertThat(lines.get(2)).isEqualTo("blank blank - - - no keys");
        assertThat(lines.get(3)).matches("second second local 1 \\d{4}-\\d\\d-\\d\\d ready");
    }

    @Test
    void anEmptyListSaysHowToBegin() {
        Spoken list = sim("list");

        assertThat(list.code()).isZero();
        assertThat(list.out()).isEmpty();
        assertThat(list.err()).contains("softclick sim new").hasLineCount(1);
        assertThat(home).doesNotExist();
    }

    @Test
    void importedAgainItIsTheNextGeneration() throws IOException {
        handOut("mine");
        Spoken first = importing("aws", "mine", "mine.crt", "mine.key");
        handOut("mine");
        Spoken second = importing("aws", "mine", "mine.crt", "mine.key");

        assertThat(first.code()).isZero();
        assertThat(first.out()).contains("keys 1 for thing mine at mqtts://example-ats.iot.eu-west-1.amazonaws.com:8883");
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("keys 2");
        assertThat(sim("show", "aws").out()).containsPattern("generation: +2\n");
    }

    @Test
    void aSimWithoutKeysMayBeGivenSome() throws IOException {
        handOut("mine");
        sim("new", "blank", "--thing", "mine", "--no-keys");

        assertThat(importing("blank", "mine", "mine.crt", "mine.key").code()).isZero();
        assertThat(sim("show", "blank").out()).containsPattern("state: +ready\n");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefusedAndNothingIsMade() throws IOException {
        handOut("mine");
        handOut("other");

        Spoken refused = importing("aws", "mine", "mine.crt", "other.key");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("other.key").hasLineCount(1);
        assertThat(home).doesNotExist();
    }

    private Spoken importingFromToken(String name, String... of) {
        return sim(Stream.concat(
                        Stream.of("import", name, "--thing", "mine", "--endpoint", "example-ats.iot.eu-west-1.amazonaws.com", "--cert",
                                folder.resolve("mine.crt").toString(), "--ca", folder.resolve("ca.pem").toString()),
                        Stream.of(of))
                .toArray(String[]::new));
    }

    @Test
    void aKeyIsInAFileOrOnATokenWithItsPinFromSomewhere() throws IOException {
        handOut("mine");
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("--pkcs11-module", "/m.so"),
                List.of("--pkcs11-module", "/m.so", "--token", "t", "--key-label", "k"),
                List.of("--pkcs11-module", "/m.so", "--token", "t", "--key-label", "k", "--pin-env", "A", "--pin-file", "/b"),
                List.of("--pkcs11-module", "/m.so", "--token", "t", "--key-label", "k", "--pin-env", "A", "--key", "/k"))) {
            Spoken refused = importingFromToken("hsm", wrong.toArray(String[]::new));
            assertThat(refused.code()).as(wrong.toString()).isEqualTo(2);
            assertThat(refused.err()).contains("give either --key F, or --pkcs11-module F").hasLineCount(1);
        }
        Spoken pin = importingFromToken("hsm", "--pkcs11-module", "/m.so", "--token", "t", "--key-label", "k", "--pin-env", "4711");
        assertThat(pin.code()).isEqualTo(2);
        assertThat(pin.err()).contains("the name of an environment variable").doesNotContain("4711").hasLineCount(1);
        Spoken none = importingFromToken("hsm", "--pkcs11-module", "/m.so", "--token", "t", "--key-label", "k", "--pin-env", "SOFTCLICK_TEST_PIN");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("the PKCS#11 module /m.so is not there").hasLineCount(1);
        assertThat(home).doesNotExist();
    }

    @Test
    void aSimWhoseKeyIsOnATokenIsImportedAndShown() throws Exception {
        Path library = Path.of("/usr/lib/softhsm/libsofthsm2.so");
        String configuration = System.getenv("SOFTHSM2_CONF");
        assumeTrue(Files.exists(library), "SoftHSM2 is not installed (Debian package softhsm2)");
        assumeTrue(configuration != null && configuration.contains("target"), "SOFTHSM2_CONF is not set to a file of the build's, as Maven does it");
        handOut("mine");
        Path tokens = Files.createDirectories(Path.of(configuration).resolveSibling("tokens-" + System.nanoTime()));
        Files.writeString(Path.of(configuration), "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        softhsm("--init-token", "--free", "--label", "lab", "--pin", "4711", "--so-pin", "12345678");
        softhsm("--import", folder.resolve("mine.key").toString(), "--token", "lab", "--label", "gate", "--id", "01", "--pin", "4711");
        Path pin = Files.writeString(folder.resolve("pin"), "4711\n");

        Spoken done = importingFromToken("hsm", "--pkcs11-module", library.toString(), "--token", "lab", "--key-label", "gate", "--pin-file", pin.toString());

        assertThat(done.err()).isEmpty();
        assertThat(done.code()).isZero();
        assertThat(sim("show", "hsm").out())
                .containsPattern("key: +key 'gate' on token 'lab' of " + library + ", PIN from the file " + pin + "\n")
                .containsPattern("state: +ready\n")
                .doesNotContain("4711");
        assertThat(home.resolve("sims/hsm/keys-1/private.key")).doesNotExist();
        Files.writeString(pin, "0815");
        handOut("mine");
        Spoken other = importingFromToken("hsm", "--pkcs11-module", library.toString(), "--token", "lab", "--key-label", "gate", "--pin-file", pin.toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("does not belong to the certificate").doesNotContain("0815").hasLineCount(1);
    }

    private static void softhsm(String... arguments) throws Exception {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("softhsm2-util"), Stream.of(arguments)).toList())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void certificateAndKeySwappedIsSaid() throws IOException {
        handOut("mine");

        assertThat(importing("aws", "mine", "mine.key", "mine.crt").err()).contains("are certificate and key swapped?").hasLineCount(1);
    }

    @Test
    void anotherThingNeedsAnotherSim() throws IOException {
        handOut("mine");
        handOut("other");
        importing("aws", "mine", "mine.crt", "mine.key");

        Spoken refused = importing("aws", "other", "other.crt", "other.key");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("belongs to thing 'mine'").contains("under another name").hasLineCount(1);
    }

    @Test
    void aSimOfTheLocalCloudIsNotImportedOver() throws IOException {
        handOut("mine");
        sim("new", "mine");

        Spoken refused = importing("mine", "mine", "mine.crt", "mine.key");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("belongs to the local cloud").hasLineCount(1);
    }

    @Test
    void networksAreAddedListedAndRemovedInTheirOrder() {
        sim("new", "gate", "--imsi", "234150999999999");
        assertThat(network("list", "gate")).containsExactly("NAME IMSI FROM PROXY PORT", "AnyNet 234150999999999 - - -");

        assertThat(sim("network", "add", "gate", "stick", "--imsi", "234150999999998", "--from", "wwan0", "--port", "443").out())
                .isEqualTo("SIM 'gate' has network 'stick' with IMSI 234150999999998\n");
        assertThat(sim("network", "add", "gate", "Office LAN", "--proxy", "http://proxy:3128", "--first").code()).isZero();

        List<String> lines = network("list", "gate");
        assertThat(lines.get(1)).matches("Office LAN 234\\d{12} - http://proxy:3128 -");
        assertThat(lines.subList(2, 4)).containsExactly("AnyNet 234150999999999 - - -", "stick 234150999999998 wwan0 - 443");
        assertThat(sim("show", "gate").out())
                .containsPattern("network: +Office LAN, IMSI 234\\d{12}, through http://proxy:3128\n")
                .containsPattern("network: +AnyNet, IMSI 234150999999999\n")
                .containsPattern("network: +stick, IMSI 234150999999998, from wwan0, port 443\n");

        assertThat(sim("network", "remove", "gate", "Office LAN").code()).isZero();
        assertThat(sim("network", "remove", "gate", "AnyNet").code()).isZero();
        assertThat(network("list", "gate")).containsExactly("NAME IMSI FROM PROXY PORT", "stick 234150999999998 wwan0 - 443");
        assertThat(sim("show", "gate").out()).containsPattern("imsi: +234150999999998\n");
    }

    @Test
    void whatIsWrongWithANetworkIsSaid() {
        sim("new", "gate");

        Spoken taken = sim("network", "add", "gate", "AnyNet");
        assertThat(taken.code()).isEqualTo(1);
        assertThat(taken.err()).contains("has a network 'AnyNet' already").hasLineCount(1);
        Spoken last = sim("network", "remove", "gate", "AnyNet");
        assertThat(last.code()).isEqualTo(1);
        assertThat(last.err()).contains("the only network").contains("add another one first").hasLineCount(1);
        assertThat(sim("network", "remove", "gate", "x").err()).contains("has no network 'x': it has 'AnyNet'").hasLineCount(1);
        assertThat(sim("network", "list", "none").err()).contains("there is no SIM 'none'").hasLineCount(1);
        for (List<String> wrong : List.of(
                List.of("a\"b"), List.of("seventeen letters"), List.of("x", "--port", "1883"), List.of("x", "--from", "a b"),
                List.of("x", "--proxy", "ftp://a:1"), List.of("x", "--imsi", "12"))) {
            Spoken refused = sim(Stream.concat(Stream.of("network", "add", "gate"), wrong.stream()).toArray(String[]::new));
            assertThat(refused.code()).as(wrong.toString()).isEqualTo(2);
            assertThat(refused.err()).as(wrong.toString()).hasLineCount(1);
        }
        for (int i = 2; i <= 8; i++) {
            assertThat(sim("network", "add", "gate", "net" + i).code()).isZero();
        }
        assertThat(sim("network", "add", "gate", "net9").err()).contains("has 8 networks already").hasLineCount(1);
    }

    private List<String> network(String... arguments) {
        Spoken said = sim(Stream.concat(Stream.of("network"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(said.err()).isEmpty();
        return said.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void rotatedASimHasNewKeysAndTheOldOnesMayBeRevoked() throws Exception {
        sim("new", "meter");
        String first = serial("meter");

        assertThat(sim("rotate", "meter").out()).isEqualTo("SIM 'meter' has keys 2 for thing meter; keys 1 are good still\n");
        String second = serial("meter");
        assertThat(second).isNotEqualTo(first);
        assertThat(home.resolve("cloud/ca/revoked")).doesNotExist();
        assertThat(sim("show", "meter").out()).containsPattern("generation: +2\n").containsPattern("state: +ready\n");

        assertThat(sim("rotate", "meter", "--revoke").out()).isEqualTo("SIM 'meter' has keys 3 for thing meter; revoked: keys 2, 1\n");
        assertThat(Files.readAllLines(home.resolve("cloud/ca/revoked"))).containsExactlyInAnyOrder(first, second);
    }

    private String serial(String name) {
        return new SimStore(home, InstantSource.system()).open(new SimName(name)).orThrow().keys().orElseThrow().orThrow()
                .credentials().chain().getFirst().getSerialNumber().toString(16);
    }

    @Test
    void onlyASimOfTheLocalCloudIsRotated() throws IOException {
        handOut("mine");
        importing("aws", "mine", "mine.crt", "mine.key");
        sim("new", "blank", "--no-keys");

        for (String name : List.of("aws", "blank")) {
            Spoken refused = sim("rotate", name);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("'softclick sim import " + name + "'").hasLineCount(1);
        }
        assertThat(sim("rotate", "aws").err()).contains("belongs to mqtts://example-ats.iot.eu-west-1.amazonaws.com:8883");
        assertThat(sim("rotate", "blank").err()).contains("has no keys yet");
    }

    @Test
    void damagedNewKeysAreShownBesideThoseInUse() throws IOException {
        sim("new", "meter");
        SimDirectory sim = new SimStore(home, InstantSource.system()).open(new SimName("meter")).orThrow();
        sim.connected(1);
        sim("rotate", "meter");
        Files.writeString(sim.path().resolve("keys-2/private.key"), "damaged");

        assertThat(sim("show", "meter").out())
                .containsPattern("generation: +1\n")
                .containsPattern("last taken: +generation 1\n")
                .containsPattern("state: +ready with keys 1, as newer ones can't be used: .*keys-2/private.key: is not PEM");
    }

    @Test
    void anImportedSimCannotUseTheLocalCloud() throws IOException {
        handOut("mine");
        importing("aws", "mine", "mine.crt", "mine.key");

        Spoken refused = Spoken.of("run", "--sim", "aws", "--cloud", "local", "--no-terminal", "--port", "tcp:127.0.0.1:0", "--home", home.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("was imported for example-ats").contains("leave --cloud away").hasLineCount(1);
    }
}
