package dev.softclick.sim.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys on tokens of SoftHSM2, put there without certificates. */
class TokenKeyTest {
    private static final byte[] TEXT = "signed on the token".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @BeforeAll
    static void assumeSoftHsm() {
        SoftHsm.assume();
    }

    static KeyPair pair(String kind) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.startsWith("RSA") ? "RSA" : "EC");
        if (kind.startsWith("RSA")) {
            generator.initialize(2048);
        } else {
            generator.initialize(new ECGenParameterSpec(kind));
        }
        return generator.generateKeyPair();
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA256withECDSA", "secp256r1, SHA384withECDSA", "secp256r1, SHA512withECDSA", "secp384r1, SHA384withECDSA",
        "secp521r1, SHA512withECDSA", "RSA, SHA256withRSA", "RSA, SHA384withRSA", "RSA, SHA512withRSA", "RSA, 256", "RSA, 384", "RSA, 512"
    })
    void signsWhatItsPublicKeyVerifies(String kind, String algorithm) throws Exception {
        KeyPair pair = pair(kind);
        TokenKey key = TokenKey.find(SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, pair.getPrivate())), pair.getPublic());
        boolean pss = !algorithm.contains("with");
        String hash = "SHA-" + algorithm;
        PSSParameterSpec parameter = new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), pss ? Integer.parseInt(algorithm) / 8 : 0, 1);
        Signature signing = Signature.getInstance(pss ? "RSASSA-PSS" : algorithm);
        signing.initSign(key);
        if (pss) {
            signing.setParameter(parameter);
        }
        Signature verifying = Signature.getInstance(pss ? "RSASSA-PSS" : algorithm);
        if (pss) {
            verifying.setParameter(parameter);
        }
        // An object signs many times, and r and s have each length now and then.
        for (int i = 0; i < 20; i++) {
            signing.update(TEXT);
            signing.update((byte) i);
            byte[] signature = signing.sign();
            verifying.initVerify(pair.getPublic());
            verifying.update(TEXT);
            verifying.update((byte) i);
            assertThat(verifying.verify(signature)).isTrue();
        }
    }

    @Test
    void aKeyHasNoEncodingAndIsNoOtherKind() throws Exception {
        KeyPair ec = pair("secp256r1");
        TokenKey key = TokenKey.find(SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, ec.getPrivate())), ec.getPublic());
        assertThat(key.getEncoded()).isNull();
        assertThat(key.getFormat()).isNull();
        assertThat(key.toString()).contains("EC key").contains(key.address().key()).doesNotContain(SoftHsm.PIN);
        assertThat(key).isEqualTo(TokenKey.find(key.address(), ec.getPublic())).isNotEqualTo(TokenKey.find(key.address(), pair("RSA").getPublic()));
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(key)).isInstanceOf(NotSerializableException.class);
        assertThatThrownBy(() -> Signature.getInstance("SHA256withRSA").initSign(key)).isInstanceOf(InvalidKeyException.class);
    }

    @Test
    void whatIsNotThereIsSaidInPlainWords() throws Exception {
        String label = SoftHsm.put(SoftHsm.TOKEN, pair("secp256r1").getPrivate());
        assertThat(fault(new TokenKeyAddress(folder.resolve("none.so"), "lab", label, pin("1")))).isEqualTo("the PKCS#11 module " + folder + "/none.so is not there");
        Path text = Files.writeString(folder.resolve("text.so"), "not a library");
        assertThat(fault(new TokenKeyAddress(text, "lab", label, pin("1")))).isEqualTo(text + " is no PKCS#11 library");
        Path java = Path.of(System.getProperty("java.home"), "lib", "libzip.so");
        assertThat(fault(new TokenKeyAddress(java, "lab", label, pin("1")))).isEqualTo(java + " is no PKCS#11 library");
        assertThat(fault(SoftHsm.address("nowhere", label))).startsWith("the token 'nowhere' is not there: the module shows ").contains("'lab'");
        assertThat(fault(SoftHsm.address(SoftHsm.TOKEN, "no-key"))).isEqualTo("no private key on the token 'lab' is called 'no-key'");
        SoftHsm.put(SoftHsm.TOKEN, pair("secp256r1").getPrivate(), "twice");
        SoftHsm.put(SoftHsm.TOKEN, pair("secp256r1").getPrivate(), "twice");
        assertThat(fault(SoftHsm.address(SoftHsm.TOKEN, "twice"))).isEqualTo("more than one private key on the token 'lab' is called 'twice'");
    }

    @Test
    void aWrongPinIsSaidUntilItChanges() throws Exception {
        KeyPair pair = pair("secp256r1");
        String label = SoftHsm.put(SoftHsm.STRICT, pair.getPrivate());
        PinSource.File pin = pin("0000-wrong");
        TokenKeyAddress address = new TokenKeyAddress(SoftHsm.library(), SoftHsm.STRICT, label, pin);
        String refused = "the token 'strict' refuses the PIN from the file " + pin.path() + "; it is not tried again until that changes";
        for (int i = 0; i < 3; i++) {
            assertThat(fault(address)).isEqualTo(refused);
        }
        Files.writeString(pin.path(), "9999\n");
        assertThat(fault(address)).isEqualTo(refused);
        Files.writeString(pin.path(), SoftHsm.PIN + "\r\nsecond line");
        TokenKey.find(address, pair.getPublic()).check();
        Files.delete(pin.path());
        TokenKey.find(address, pair.getPublic()).check();
    }

    @Test
    void aTokenThatWentAwayIsSaidAndFoundAgain() throws Exception {
        KeyPair pair = pair("secp256r1");
        TokenKey key = TokenKey.find(SoftHsm.address(SoftHsm.LOSABLE, SoftHsm.put(SoftHsm.LOSABLE, pair.getPrivate())), pair.getPublic());
        Path there = SoftHsm.folder(SoftHsm.LOSABLE);
        Path away = there.resolveSibling(there.getFileName() + "-away");
        for (int i = 0; i < 2; i++) {
            Path parked = there.getParent().resolveSibling(away.getFileName());
            Files.move(there, parked);
            for (int j = 0; j < 2; j++) {
                assertThatThrownBy(key::check).isInstanceOf(TokenException.class).hasMessageContaining("the token 'losable' is not there");
            }
            Signature signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(key);
            signing.update(TEXT);
            assertThatThrownBy(signing::sign).hasMessageContaining("the token 'losable' is not there");
            Files.move(parked, there);
            // At once, or as soon as the library may be started anew when other tests have sessions on other tokens.
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThatCode(key::check).doesNotThrowAnyException());
            signing.initSign(key);
            signing.update(TEXT);
            Signature verifying = Signature.getInstance("SHA256withECDSA");
            verifying.initVerify(pair.getPublic());
            verifying.update(TEXT);
            assertThat(verifying.verify(signing.sign())).isTrue();
        }
    }

    @Test
    void manyMaySignAtOnce() throws Exception {
        KeyPair pair = pair("secp256r1");
        TokenKey key = TokenKey.find(SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, pair.getPrivate())), pair.getPublic());
        Callable<Boolean> signer = () -> {
            for (int i = 0; i < 10; i++) {
                Signature signing = Signature.getInstance("SHA256withECDSA");
                signing.initSign(key);
                signing.update(TEXT);
                byte[] signature = signing.sign();
                Signature verifying = Signature.getInstance("SHA256withECDSA");
                verifying.initVerify(pair.getPublic());
                verifying.update(TEXT);
                if (!verifying.verify(signature)) {
                    return false;
                }
            }
            return true;
        };
        int before = tokenThreads().size();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> all = threads.invokeAll(Stream.generate(() -> signer).limit(4).toList());
            for (Future<Boolean> each : all) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(tokenThreads()).hasSizeLessThanOrEqualTo(before + 1).allMatch(Thread::isDaemon);
    }

    private static List<Thread> tokenThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("softclick-token")).toList();
    }

    private PinSource.File pin(String content) throws Exception {
        return new PinSource.File(Files.writeString(folder.resolve("pin"), content));
    }

    private static String fault(TokenKeyAddress address) throws Exception {
        try {
            TokenKey.find(address, pair("secp256r1").getPublic());
        } catch (TokenException e) {
            assertThat(e.words()).doesNotContain(SoftHsm.PIN).doesNotContain("0000-wrong").hasLineCount(1);
            return e.words();
        }
        throw new AssertionError("no fault");
    }
}
