package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatTheConsoleHandsOut() {
        for (Issued device : List.of(Issued.RSA, Issued.P256, Issued.P384)) {
            Credentials credentials = read(device.certificatePem(), device.traditionalPem(), Issued.CLOCK).orThrow();
            assertThat(credentials.chain()).containsExactly(device.certificate());
            assertThat(credentials.trusted()).containsExactly(Issued.AUTHORITY.certificate());
            assertThat(CredentialCheck.belongTogether(credentials.key(), device.certificate())).isTrue();
        }
    }

    @Test
    void saysThatKeyAndCertificateDoNotBelongTogether() {
        assertFault(read(Issued.P256.certificatePem(), Issued.device("secp256r1").pkcs8Pem(), Issued.CLOCK), SimFault.Reason.KEY_MISMATCH,
                "D/key: the private key does not belong to the certificate in D/cert");
        assertFault(read(Issued.P384.certificatePem(), Issued.P256.pkcs8Pem(), Issued.CLOCK), SimFault.Reason.KEY_MISMATCH,
                "D/key: the private key does not belong to the certificate in D/cert");
        assertFault(read(Issued.RSA.certificatePem(), Issued.P256.pkcs8Pem(), Issued.CLOCK), SimFault.Reason.KEY_MISMATCH,
                "D/key: the private key does not belong to the certificate in D/cert: one is EC, the other for RSA");
        assertFault(read(Issued.AUTHORITY.certificatePem(), Issued.P256.pkcs8Pem(), Issued.CLOCK), SimFault.Reason.KEY_MISMATCH,
                "D/key: the private key does not belong to the certificate in D/cert"
                        + " (that one is of a certificate authority: is it the CA file?)");
    }

    @Test
    void saysThatTheCertificateIsNotValidNow() {
        Instant first = Issued.FROM;
        Instant last = Issued.TO;
        assertThat(read(Issued.P256.certificatePem(), Issued.P256.pkcs8Pem(), InstantSource.fixed(first)).faultIfAny()).isEmpty();
        assertThat(read(Issued.P256.certificatePem(), Issued.P256.pkcs8Pem(), InstantSource.fixed(last)).faultIfAny()).isEmpty();
        assertFault(read(Issued.P256.certificatePem(), Issued.P256.pkcs8Pem(), InstantSource.fixed(last.plusSeconds(1))), SimFault.Reason.EXPIRED,
                "D/cert: the certificate expired on 2027-01-01T00:00:00Z, and it is 2027-01-01T00:00:01Z");
        assertFault(read(Issued.P256.certificatePem(), Issued.P256.pkcs8Pem(), InstantSource.fixed(first.minusSeconds(1))),
                SimFault.Reason.NOT_YET_VALID, "D/cert: the certificate is not valid before 2026-01-01T00:00:00Z, and it is 2025-12-31T23:59:59Z:"
                        + " is the clock right?");
    }

    @Test
    void saysThatTheAuthorityFileHoldsNoAuthority() {
        write("ca", Issued.P256.certificatePem());
        assertFault(readFiles(Issued.P256), SimFault.Reason.BAD_PEM, "D/ca: holds the device's own certificate, but that of the cloud's authority"
                + " (for AWS, AmazonRootCA1.pem) is needed");
        write("ca", Issued.P256.pkcs8Pem());
        assertFault(readFiles(Issued.P256), SimFault.Reason.BAD_PEM,
                "D/ca: holds a private key, but a certificate is needed: are certificate and key swapped?");
    }

    @Test
    void aSelfSignedCertificateMayBeItsOwnAuthority() {
        write("ca", Issued.AUTHORITY.certificatePem());
        assertThat(readFiles(Issued.AUTHORITY).faultIfAny()).isEmpty();
    }

    @Test
    void aKeyThatCanNotSignBelongsToNothing() {
        assertThat(CredentialCheck.belongTogether(new UnreadableKey("EC"), Issued.P256.certificate())).isFalse();
        assertThat(CredentialCheck.belongTogether(new UnreadableKey("Ed25519"), Issued.P256.certificate())).isFalse();
    }

    private Checked<Credentials> readFiles(Issued device) {
        write("cert", device.certificatePem());
        write("key", device.pkcs8Pem());
        return Credentials.read(folder.resolve("cert"), folder.resolve("key"), folder.resolve("ca"), Issued.CLOCK);
    }

    private Checked<Credentials> read(String certificate, String key, InstantSource clock) {
        write("cert", certificate);
        write("key", key);
        write("ca", Issued.AUTHORITY.certificatePem());
        return Credentials.read(folder.resolve("cert"), folder.resolve("key"), folder.resolve("ca"), clock);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertFault(Checked<?> checked, SimFault.Reason reason, String text) {
        assertThat(checked.faultIfAny()).contains(new SimFault(reason, text.replace("D/", folder + "/")));
    }
}
