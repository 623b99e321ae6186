package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.sim.pkcs11.PinSource;
import dev.softclick.sim.pkcs11.SoftHsm;
import dev.softclick.sim.pkcs11.TokenKey;
import dev.softclick.sim.pkcs11.TokenKeyAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SIM whose private key lives on a token of SoftHSM2. */
class TokenSimTest {
    private static final Endpoint CLOUD = new Endpoint("a-ats.iot.eu-west-1.amazonaws.com", 8883);

    @TempDir
    Path home;

    private SimDirectory sim;

    @BeforeAll
    static void assumeSoftHsm() {
        SoftHsm.assume();
    }

    @BeforeEach
    void makeSim() {
        sim = SimDirectory.create(home.resolve("card"), Issued.IDENTITY, Issued.CLOCK).orThrow();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content);
    }

    private Checked<Credentials> read(Issued device, TokenKeyAddress address) throws IOException {
        return Credentials.read(file("cert.pem", device.certificatePem()), address, file("ca.pem", Issued.AUTHORITY.certificatePem()), Issued.CLOCK);
    }

    @Test
    void theSimHoldsNoKeyAndTheTokenSigns() throws IOException {
        for (Issued device : List.of(Issued.P256, Issued.P384, Issued.RSA)) {
            TokenKeyAddress address = SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, device.keys().getPrivate()));
            long generation = sim.install(read(device, address).orThrow(), CLOUD).orThrow();
            Path keys = sim.path().resolve("keys-" + generation);
            try (Stream<Path> files = Files.list(keys)) {
                assertThat(files.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("ca.pem", "certificate.pem", "endpoint", "key.pkcs11");
            }
            assertThat(keys.resolve("key.pkcs11")).hasContent("module=" + SoftHsm.library() + "\ntoken=lab\nkey=" + address.key()
                    + "\npin-env=SOFTCLICK_TEST_PIN\n");
            SecurityMaterial material = ((SimReading.Keys) new SimDirectory(sim.path(), Issued.CLOCK).read()).material();
            assertThat(material.generation()).isEqualTo(generation);
            assertThat(material.key()).isInstanceOfSatisfying(TokenKey.class, key -> assertThat(key.address()).isEqualTo(address));
            assertThat(CredentialCheck.belongTogether(material.key(), device.certificate())).isTrue();
        }
    }

    @Test
    void aKeyThatDoesNotBelongToTheCertificateIsFoundBySigning() throws IOException {
        TokenKeyAddress address = SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, Issued.P384.keys().getPrivate()));
        for (Issued other : List.of(Issued.P256, Issued.device("secp384r1"), Issued.RSA)) {
            SimFault fault = read(other, address).faultIfAny().orElseThrow();
            assertThat(fault.reason()).isEqualTo(SimFault.Reason.KEY_MISMATCH);
            assertThat(fault.text()).isEqualTo("key '" + address.key() + "': the private key does not belong to the certificate in " + home + "/cert.pem");
        }
    }

    @Test
    void aTokenThatIsNotThereIsAFaultUntilItIs() throws IOException {
        TokenKeyAddress address = SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, Issued.P256.keys().getPrivate()));
        sim.install(read(Issued.P256, address).orThrow(), CLOUD).orThrow();
        Path file = sim.path().resolve("keys-1/key.pkcs11");
        String good = Files.readString(file);
        Files.writeString(file, good.replace("token=lab", "token=gone"));
        assertThat(sim.read()).isInstanceOfSatisfying(SimReading.Unusable.class, unusable -> {
            assertThat(unusable.fault().reason()).isEqualTo(SimFault.Reason.TOKEN);
            assertThat(unusable.fault().text()).startsWith(file + ": the token 'gone' is not there: the module shows ").contains("'lab'");
        });
        Files.writeString(file, good);
        assertThat(sim.read()).isInstanceOf(SimReading.Keys.class);
    }

    @Test
    void aKeyWithoutItsPinGivesWayToThatInAFile() throws IOException {
        sim.install(Issued.P384.credentials(), CLOUD).orThrow();
        sim.connected(1);
        Path pin = file("pin", SoftHsm.PIN);
        String label = SoftHsm.put(SoftHsm.TOKEN, Issued.P256.keys().getPrivate());
        sim.install(read(Issued.P256, new TokenKeyAddress(SoftHsm.library(), SoftHsm.TOKEN, label, new PinSource.File(pin))).orThrow(), CLOUD).orThrow();
        assertThat(((SimReading.Keys) sim.read()).material().generation()).isEqualTo(2);
        assertThat(((SimReading.Keys) sim.read()).fallback().map(SecurityMaterial::generation)).contains(1L);

        Path file = sim.path().resolve("keys-2/key.pkcs11");
        Files.writeString(file, Files.readString(file).replace("key=" + label, "key=other"));
        assertThat(((SimReading.Keys) sim.read()).material().generation()).isEqualTo(1);
        assertThat(sim.newestFault(CLOUD).map(SimFault::text)).contains(file + ": no private key on the token 'lab' is called 'other'");
    }

    @Test
    void whatIsWrongInTheFileIsSaidWithoutQuotingIt() {
        String good = "module=/m.so\ntoken=t\nkey=k\npin-env=P\n";
        assertThat(parse(good).orThrow()).isEqualTo(new TokenKeyAddress(Path.of("/m.so"), "t", "k", new PinSource.Variable("P")));
        assertThat(parse(new String(TokenKeyFile.format(parse(good).orThrow()), java.nio.charset.StandardCharsets.UTF_8)).orThrow())
                .isEqualTo(parse(good).orThrow());
        assertFault(good.replace("token=t\n", ""), "token is missing");
        assertFault(good + "key=k\n", "a value is given twice");
        assertFault(good.replace("pin-env=P\n", ""), "one of pin-file and pin-env is needed");
        assertFault(good + "pin-file=/p\n", "one of pin-file and pin-env is needed");
        for (String[] change : new String[][] {{"/m.so", "m.so"}, {"=t", "="}, {"=k", "=" + "k".repeat(300)}, {"=P", "=4711"}}) {
            assertFault(good.replace(change[0], change[1]),
                    "is not valid (module and pin-file are absolute paths, token and key are labels, pin-env is the name of a variable)");
        }
    }

    private static Checked<TokenKeyAddress> parse(String text) {
        return TokenKeyFile.parse("key.pkcs11", Issued.bytes(text));
    }

    private static void assertFault(String text, String words) {
        assertThat(parse(text).faultIfAny()).as(text).contains(new SimFault(SimFault.Reason.BAD_PEM, "key.pkcs11: " + words));
    }
}
