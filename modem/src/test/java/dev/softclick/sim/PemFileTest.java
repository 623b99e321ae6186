package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PemFileTest {
    static Stream<Issued> issued() {
        return Stream.of(Issued.RSA, Issued.P256, Issued.P384);
    }

    @ParameterizedTest
    @MethodSource("issued")
    void readsPkcs8(Issued issued) {
        assertThat(key(issued.pkcs8Pem()).orThrow()).isEqualTo(issued.keys().getPrivate());
    }

    @ParameterizedTest
    @MethodSource("issued")
    void readsPkcs1AndSec1(Issued issued) {
        PrivateKey key = key(issued.traditionalPem()).orThrow();
        assertThat(key.getAlgorithm()).isEqualTo(issued.keys().getPrivate().getAlgorithm());
        assertThat(CredentialCheck.belongTogether(key, issued.certificate())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("issued")
    void readsWhatItWrites(Issued issued) {
        byte[] text = PemText.of(issued.keys().getPrivate()).orElseThrow();
        assertThat(PemFile.of("k", text).then(PemFile::privateKey).orThrow()).isEqualTo(issued.keys().getPrivate());
        byte[] chain = PemText.of(List.of(issued.certificate(), Issued.AUTHORITY.certificate()));
        assertThat(PemFile.of("c", chain).then(PemFile::certificates).orThrow())
                .containsExactly(issued.certificate(), Issued.AUTHORITY.certificate());
        assertThat(new String(chain, StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() <= 64);
    }

    @Test
    void readsTheEcParametersBlockThatOpensslWritesBeforeAKey() {
        String parameters = Issued.pem("EC PARAMETERS", new byte[] {6, 8, 42, -122, 72, -50, 61, 3, 1, 7});
        assertThat(key(parameters + Issued.P256.traditionalPem()).faultIfAny()).isEmpty();
    }

    @Test
    void readsSeveralCertificatesWithTextAroundThem() {
        String text = "Certificate:\n    Data:\n" + Issued.RSA.certificatePem() + "\n subject=CN\n" + Issued.AUTHORITY.certificatePem() + "the end";
        assertThat(certificates(text).orThrow()).containsExactly(Issued.RSA.certificate(), Issued.AUTHORITY.certificate());
    }

    @Test
    void readsAnyLineEndsAndAByteOrderMark() {
        for (String end : List.of("\r\n", "\r", "\n\n", "  \n\t")) {
            assertThat(certificates(Issued.RSA.certificatePem().replace("\n", end)).faultIfAny()).isEmpty();
            assertThat(key("\uFEFF" + Issued.RSA.traditionalPem().replace("\n", end)).faultIfAny()).isEmpty();
        }
        assertThat(certificates(Issued.P256.certificatePem().strip()).faultIfAny()).isEmpty();
    }

    @Test
    void findsKeyAndCertificateInOneFile() {
        String both = Issued.P256.certificatePem() + Issued.P256.pkcs8Pem();
        assertThat(key(both).faultIfAny()).isEmpty();
        assertThat(certificates(both).orThrow()).containsExactly(Issued.P256.certificate());
    }

    @Test
    void saysThatCertificateAndKeyAreSwapped() {
        assertFault(key(Issued.RSA.certificatePem()), "f.pem: holds a certificate, but a private key is needed: are certificate and key swapped?");
        assertFault(certificates(Issued.RSA.pkcs8Pem()), "f.pem: holds a private key, but a certificate is needed: are certificate and key swapped?");
        assertFault(certificates(Issued.pem("ENCRYPTED PRIVATE KEY", new byte[9])),
                "f.pem: holds an encrypted private key, but a certificate is needed: are certificate and key swapped?");
    }

    @Test
    void saysWhatElseTheFileHolds() {
        assertFault(key(Issued.pem("PUBLIC KEY", Issued.RSA.keys().getPublic().getEncoded())),
                "f.pem: holds a public key, but a private key is needed: of the two keys AWS hands out, take private.pem.key");
        assertFault(certificates(Issued.pem("CERTIFICATE REQUEST", new byte[9])),
                "f.pem: holds a certificate request (CSR), but a certificate is needed: the certificate is what the authority makes of it");
        assertFault(key(Issued.pem("OPENSSH PRIVATE KEY", new byte[9])),
                "f.pem: holds an OpenSSH key, but a private key is needed: convert it first, e.g. ssh-keygen -p -m PKCS8");
        assertFault(certificates(Issued.pem("PKCS7", new byte[9])),
                "f.pem: holds a PKCS#7 bundle, but a certificate is needed: convert it first, e.g. openssl pkcs7 -print_certs");
        assertFault(certificates(Issued.pem("TRUSTED CERTIFICATE", new byte[9])),
                "f.pem: holds an OpenSSL 'trusted certificate', but a certificate is needed: convert it first, e.g. openssl x509");
        assertFault(key(Issued.pem("WHATEVER", new byte[9])), "f.pem: holds something else, but a private key is needed");
    }

    @Test
    void saysThatAKeyIsEncrypted() {
        String text = "f.pem: the private key is encrypted: decrypt it first, e.g. openssl pkey -in ENCRYPTED -out PLAIN";
        assertFault(key(Issued.pem("ENCRYPTED PRIVATE KEY", new byte[99])), text);
        assertFault(key(Issued.RSA.traditionalPem().replace("KEY-----\nMII", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nMII")), text);
    }

    @Test
    void saysThatAFileIsNoPem() {
        assertFault(certificates(""), "f.pem: is empty");
        assertFault(certificates("hello\n"), "f.pem: is not PEM: it has no -----BEGIN line");
        String der = "f.pem: is binary (DER), not PEM: convert it first, e.g. openssl x509 -inform DER for a certificate, "
                + "openssl pkey -inform DER for a key";
        assertFault(PemFile.of("f.pem", Issued.RSA.der()), der);
        assertFault(PemFile.of("f.pem", Issued.P256.traditionalDer()), der);
        assertFault(PemFile.of("f.pem", Issued.P256.pkcs8Pem().getBytes(StandardCharsets.UTF_16)),
                "f.pem: is UTF-16 text: save it as plain ASCII or UTF-8");
        assertFault(PemFile.of("f.pem", ("\uFEFF" + Issued.P256.pkcs8Pem()).getBytes(StandardCharsets.UTF_16LE)),
                "f.pem: is UTF-16 text: save it as plain ASCII or UTF-8");
    }

    @Test
    void saysWhatIsDamaged() {
        String pem = Issued.P256.certificatePem();
        assertFault(certificates(pem.substring(0, 100)), "f.pem: the block of a certificate has no -----END line: is the file cut short?");
        assertFault(certificates(pem.substring(0, 100) + pem), "f.pem: the block of a certificate has no -----END line: is the file cut short?");
        assertFault(certificates("-----BEGIN CERT"), "f.pem: a -----BEGIN line is incomplete: is the file cut short?");
        assertFault(certificates(pem.replace("MII", "M*I")), "f.pem: the block of a certificate is damaged (not valid base64)");
        assertFault(certificates(pem + Issued.pem("CERTIFICATE", new byte[40])), "f.pem: certificate 2 is damaged (not X.509)");
        assertFault(key(Issued.pem("PRIVATE KEY", new byte[40])), "f.pem: the private key is damaged (not PKCS#8)");
        assertFault(key(Issued.pem("RSA PRIVATE KEY", new byte[40])), "f.pem: the RSA private key is damaged");
        assertFault(key(Issued.pem("EC PRIVATE KEY", new byte[40])), "f.pem: the private key is damaged (not SEC 1)");
        assertFault(key(Issued.pem("EC PRIVATE KEY", HexFormat.of().parseHex("3011020102 0400 a00a 06082a8648ce3d030107".replace(" ", "")))),
                "f.pem: the EC private key is damaged");
        assertFault(key(Issued.P256.pkcs8Pem() + Issued.RSA.pkcs8Pem()), "f.pem: holds 2 private keys, but one is needed");
    }

    @Test
    void saysWhichKeysAreNotTaken() throws Exception {
        byte[] ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
        assertFault(key(Issued.pem("PRIVATE KEY", ed25519)), "f.pem: the private key is neither RSA nor EC, which the cloud needs");
        ECPrivateKey sec1 = ECPrivateKey.getInstance(Issued.P256.traditionalDer());
        assertFault(key(Issued.pem("EC PRIVATE KEY", new ECPrivateKey(256, sec1.getKey()).getEncoded())),
                "f.pem: the EC private key does not say its curve: convert it first, e.g. openssl pkcs8 -topk8 -nocrypt");
        assertFault(key(Issued.pem("EC PRIVATE KEY", new ECPrivateKey(256, sec1.getKey(), explicit()).getEncoded())),
                "f.pem: the EC private key spells its curve out: a named curve is needed, e.g. P-256");
        ASN1ObjectIdentifier bitcoin = SECObjectIdentifiers.secp256k1;
        assertFault(key(Issued.pem("EC PRIVATE KEY", new ECPrivateKey(256, sec1.getKey(), bitcoin).getEncoded())),
                "f.pem: the curve of the EC private key is none of P-256, P-384, P-521");
    }

    @Test
    void saysThatAnRsaKeyIsTooLong() {
        // Numbers of the right size are enough for the reader: no prime is looked for.
        BigInteger modulus = BigInteger.TWO.pow(8192).add(BigInteger.ONE);
        BigInteger number = BigInteger.valueOf(65537);
        byte[] der = der(new RSAPrivateKey(modulus, number, number, number, number, number, number, number));
        assertFault(key(Issued.pem("RSA PRIVATE KEY", der)), "f.pem: the RSA key has 8193 bits, more than 8192");
    }

    @Test
    void readsFilesUpToABound(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("c.pem");
        assertFault(PemFile.read(file), file + ": no such file");
        assertFault(PemFile.read(folder), folder + ": is a folder, not a file");
        Files.writeString(file, Issued.RSA.certificatePem() + " ".repeat(PemFile.MAX_BYTES - Issued.RSA.certificatePem().length()));
        assertThat(PemFile.read(file).then(PemFile::certificates).faultIfAny()).isEmpty();
        Files.writeString(file, Files.readString(file) + " ");
        assertFault(PemFile.read(file), file + ": is larger than 64 KiB: is it the right file?");
    }

    private static DERSequence explicit() {
        ASN1EncodableVector numbers = new ASN1EncodableVector();
        numbers.add(new ASN1Integer(1));
        return new DERSequence(numbers);
    }

    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Checked<PrivateKey> key(String text) {
        return PemFile.of("f.pem", Issued.bytes(text)).then(PemFile::privateKey);
    }

    private static Checked<List<X509Certificate>> certificates(String text) {
        return PemFile.of("f.pem", Issued.bytes(text)).then(PemFile::certificates);
    }

    private static void assertFault(Checked<?> checked, String text) {
        assertThat(checked.faultIfAny().map(SimFault::text)).contains(text);
    }
}
