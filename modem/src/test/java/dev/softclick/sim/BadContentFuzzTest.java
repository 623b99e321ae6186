package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.sim.pkcs11.PinSource;
import dev.softclick.sim.pkcs11.TokenKeyAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and foreign files: never an exception, never long, and nothing of a key in any text. */
class BadContentFuzzTest {
    /** For one file; in fact it takes microseconds, but the machine may be busy. */
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final List<byte[]> GOOD = List.of(
            Issued.bytes(Issued.P256.pkcs8Pem()), Issued.bytes(Issued.P384.traditionalPem()), Issued.bytes(Issued.RSA.pkcs8Pem()),
            Issued.bytes(Issued.RSA.traditionalPem()), Issued.bytes(Issued.P256.certificatePem()), Issued.bytes(Issued.RSA.certificatePem()),
            Issued.P256.keys().getPrivate().getEncoded(), Issued.RSA.traditionalDer());
    private static final List<String> SECRETS = secrets();
    /** Texts that were looked at: there are few. */
    private static final Set<String> SEEN = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mutatedPem(long seed) {
        Random random = new Random(seed);
        int faults = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] bytes = mutated(random, GOOD.get(random.nextInt(GOOD.size())));
            faults += looksHarmless(bytes) ? 1 : 0;
        }
        assertThat(faults).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void mutatedDerInsideGoodPem(long seed) {
        Random random = new Random(seed);
        List<byte[]> encodings = List.of(Issued.RSA.keys().getPrivate().getEncoded(), Issued.RSA.traditionalDer(),
                Issued.P256.keys().getPrivate().getEncoded(), Issued.P256.traditionalDer(), Issued.P256.der());
        List<String> labels = List.of("PRIVATE KEY", "RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "CERTIFICATE");
        for (int i = 0; i < 1500; i++) {
            int which = random.nextInt(labels.size());
            looksHarmless(Issued.bytes(Issued.pem(labels.get(which), mutated(random, encodings.get(which)))));
        }
    }

    @Test
    void hugeFilesOfMarkersAreReadInOnePass() {
        for (String line : List.of("-----BEGIN ", "-----BEGIN X-----", "-----BEGIN X-----\n-----END X-----\n", "-----END X-----", "-----", "\n", "0",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")) {
            looksHarmless(Issued.bytes(line.repeat(PemFile.MAX_BYTES / line.length())));
        }
    }

    @Test
    void keyBytesInTheWrongPlaceAreNotQuoted(@TempDir Path home) throws IOException {
        SimDirectory sim = SimDirectory.create(home.resolve("card"), Issued.IDENTITY, Issued.CLOCK).orThrow();
        sim.install(Issued.P256.credentials(), new Endpoint("h", 8883)).orThrow();
        String oneLine = Issued.P256.pkcs8Pem().replaceAll("-----[^-]*-----|\n", "");
        List<String> contents = List.of(oneLine, oneLine.substring(0, 64), "thing=" + oneLine, "iccid=" + oneLine, "-----BEGIN " + oneLine + "-----",
                "-----BEGIN " + oneLine + "-----\n-----END " + oneLine + "-----", Issued.P256.pkcs8Pem(), Issued.P256.pkcs8Pem().replace("\n", ""));
        for (String content : contents) {
            for (String file : List.of("identity.properties", "keys-1/endpoint", "keys-1/certificate.pem", "keys-1/private.key", "keys-1/ca.pem")) {
                Path path = sim.path().resolve(file);
                byte[] before = Files.readAllBytes(path);
                Files.writeString(path, content);
                assertHarmless(sim.read().toString());
                Files.write(path, before);
            }
        }
        assertThat(sim.read()).isInstanceOf(SimReading.Keys.class);
    }

    @Test
    void noValueShowsItsKey() {
        SecurityMaterial material = new SecurityMaterial(1, new Endpoint("h", 1), List.of(Issued.P256.certificate()),
                Issued.P256.keys().getPrivate(), List.of(Issued.AUTHORITY.certificate()));
        byte[] pem = Issued.bytes(Issued.P256.pkcs8Pem());
        List<Object> values = List.of(material, new SimReading.Keys(Issued.IDENTITY, material), Issued.P256.credentials(),
                PemFile.of("f", pem), new PemBlock(PemKind.PKCS8_KEY, Issued.P256.keys().getPrivate().getEncoded()),
                PemBlock.all("f", new String(pem, StandardCharsets.US_ASCII)),
                new KeyFolder.Content(Optional.empty(), Issued.P256.credentials()),
                new KeyFolder.Raw(new KeyFolder(Path.of("x"), 1), pem, pem, Optional.of(pem), Optional.empty(), pem));
        values.forEach(value -> assertHarmless(value.toString()));
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void mutatedIdentities(long seed, @TempDir Path home) throws IOException {
        SimDirectory sim = SimDirectory.create(home.resolve("card"), Issued.IDENTITY, Issued.CLOCK).orThrow();
        Random random = new Random(seed);
        SimIdentity named = new SimIdentity(Issued.IDENTITY.iccid(), Issued.IDENTITY.imei(), Issued.IDENTITY.thing(), List.of(
                NetworkProfile.direct(Issued.IDENTITY.imsi()), new NetworkProfile("stick", Issued.IDENTITY.imsi(), new NetworkRoute(
                        Optional.of("wwan0"), Optional.of(NetworkProxy.parse("http://proxy:3128")), OptionalInt.of(443)))));
        for (int i = 0; i < 1000; i++) {
            Files.write(sim.path().resolve("identity.properties"), mutated(random, IdentityFile.format(i % 2 == 0 ? Issued.IDENTITY : named)));
            switch (sim.read()) {
                case SimReading.Keys keys -> throw new AssertionError("keys out of nowhere");
                case SimReading.NoKeys(SimIdentity identity) -> assertThat(LuhnDigit.endsValid(identity.imei().digits())).isTrue();
                case SimReading.Unusable(var identity, SimFault fault) -> assertThat(fault.text()).doesNotContain("\n").hasSizeLessThan(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void mutatedTokenKeys(long seed) {
        Random random = new Random(seed);
        byte[] good = TokenKeyFile.format(new TokenKeyAddress(Path.of("/m.so"), "token", "key", new PinSource.File(Path.of("/pin"))));
        int faults = 0;
        for (int i = 0; i < 2000; i++) {
            if (TokenKeyFile.parse("key.pkcs11", mutated(random, good)) instanceof Checked.Faulty<TokenKeyAddress>(SimFault fault)) {
                assertThat(fault.text()).doesNotContain("\n").hasSizeLessThan(200);
                faults++;
            }
        }
        assertThat(faults).isBetween(100, 1999);
    }

    /** Whether there was a fault. */
    private static boolean looksHarmless(byte[] bytes) {
        long start = System.nanoTime();
        List<String> texts = new ArrayList<>();
        Checked<PemFile> file = PemFile.of("f", bytes);
        file.faultIfAny().ifPresent(fault -> texts.add(fault.text()));
        file.then(PemFile::privateKey).faultIfAny().ifPresent(fault -> texts.add(fault.text()));
        file.then(PemFile::certificates).faultIfAny().ifPresent(fault -> texts.add(fault.text()));
        Checked<Credentials> together = PemFile.of("c", GOOD.get(4)).then(certificate ->
                file.then(key -> PemFile.of("a", GOOD.get(5)).then(authority -> CredentialCheck.together(certificate, key, authority))));
        together.faultIfAny().ifPresent(fault -> texts.add(fault.text()));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
        texts.forEach(BadContentFuzzTest::assertHarmless);
        return !texts.isEmpty();
    }

    private static void assertHarmless(String text) {
        if (!SEEN.add(text)) {
            return;
        }
        for (String secret : SECRETS) {
            assertThat(text.contains(secret)).as(text).isFalse();
        }
        assertThat(text).doesNotContain("\n");
    }

    private static byte[] mutated(Random random, byte[] good) {
        byte[] bytes = good.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length));
                case 4 -> bytes[at] = "\n-= :\0".getBytes(StandardCharsets.US_ASCII)[random.nextInt(6)];
                default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) (random.nextBoolean() ? 0xFF : 0));
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    /** Every 12 characters of the base64 text and every 6 bytes in hexadecimal of the keys that are used here. */
    private static List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (Issued issued : List.of(Issued.P256, Issued.P384, Issued.RSA)) {
            for (String pem : List.of(issued.pkcs8Pem(), issued.traditionalPem())) {
                pem.lines().filter(line -> !line.startsWith("-")).forEach(line -> {
                    for (int i = 0; i + 12 <= line.length(); i += 4) {
                        secrets.add(line.substring(i, i + 12));
                    }
                });
            }
            String hex = HexFormat.of().formatHex(issued.traditionalDer());
            for (int i = 0; i + 12 <= hex.length(); i += 2) {
                secrets.add(hex.substring(i, i + 12));
            }
        }
        return List.copyOf(secrets);
    }
}
