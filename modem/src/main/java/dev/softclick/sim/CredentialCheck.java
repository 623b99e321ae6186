package dev.softclick.sim;

import dev.softclick.sim.pkcs11.TokenException;
import dev.softclick.sim.pkcs11.TokenKey;
import dev.softclick.sim.pkcs11.TokenKeyAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a certificate, a private key and an authority are what a device needs. */
final class CredentialCheck {
    /** What is signed to see whether key and certificate fit; who holds both needs no random challenge. */
    private static final byte[] CHALLENGE = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);

    private CredentialCheck() {}

    /** Takes the three files together, whatever the date is. */
    static Checked<Credentials> together(PemFile certificate, PemFile key, PemFile authorities) {
        return certificate.certificates().then(chain -> key.privateKey().then(secret -> authorities.certificates()
                .then(trusted -> fitting(certificate, key.name(), authorities, new Credentials(chain, secret, trusted)))));
    }

    /** The same with a key that lives on a token; {@code keyName} is what faults call it. */
    static Checked<Credentials> together(PemFile certificate, String keyName, TokenKeyAddress key, PemFile authorities) {
        return certificate.certificates().then(chain -> authorities.certificates()
                .then(trusted -> TokenKeyFile.find(keyName, key, chain.getFirst().getPublicKey())
                        .then(secret -> fitting(certificate, keyName, authorities, new Credentials(chain, secret, trusted)))));
    }

    private static Checked<Credentials> fitting(PemFile certificate, String keyName, PemFile authorities, Credentials credentials) {
        X509Certificate device = credentials.chain().getFirst();
        PrivateKey secret = credentials.key();
        if (!device.getPublicKey().getAlgorithm().equals(secret.getAlgorithm())) {
            return mismatch(certificate, keyName, credentials.chain(),
                    ": one is " + secret.getAlgorithm() + ", the other for " + device.getPublicKey().getAlgorithm());
        }
        if (!belongTogether(secret, device)) {
            // A token may have gone, or refuse to sign: then it says so itself.
            return tokenFault(keyName, secret).<Checked<Credentials>>map(Checked.Faulty::new)
                    .orElseGet(() -> mismatch(certificate, keyName, credentials.chain(), ""));
        }
        // A self-signed certificate may be its own authority, as people have it with a broker of their own.
        boolean selfSigned = device.getIssuerX500Principal().equals(device.getSubjectX500Principal());
        if (!selfSigned && credentials.trusted().stream().allMatch(device::equals)) {
            return Checked.faulty(SimFault.Reason.BAD_PEM, authorities.name()
                    + ": holds the device's own certificate, but that of the cloud's authority (for AWS, AmazonRootCA1.pem) is needed");
        }
        return Checked.sound(credentials);
    }

    /** What a token says about a key that it had and may have no more; nothing for other keys. */
    static Optional<SimFault> tokenFault(String keyName, PrivateKey key) {
        if (key instanceof TokenKey token) {
            try {
                token.check();
            } catch (TokenException e) {
                return TokenKeyFile.fault(keyName, e).faultIfAny();
            }
        }
        return Optional.empty();
    }

    /** The same credentials, or why the device certificate is not valid at this time. */
    static Checked<Credentials> validAt(Instant now, Credentials credentials, String name) {
        X509Certificate device = credentials.chain().getFirst();
        Instant from = device.getNotBefore().toInstant();
        Instant to = device.getNotAfter().toInstant();
        if (now.isAfter(to)) {
            return Checked.faulty(SimFault.Reason.EXPIRED, name + ": the certificate expired on " + to + ", and it is " + now);
        }
        if (now.isBefore(from)) {
            return Checked.faulty(SimFault.Reason.NOT_YET_VALID, name + ": the certificate is not valid before " + from + ", and it is " + now
                    + ": is the clock right?");
        }
        return Checked.sound(credentials);
    }

    /** Signs with the one and verifies with the other: so it is seen for a key that never leaves its token, too. */
    static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "";
        };
        if (algorithm.isEmpty()) {
            return false;
        }
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(CHALLENGE);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(CHALLENGE);
            return verifying.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // A key that was read but can't sign belongs to nothing.
            return false;
        }
    }

    private static Checked<Credentials> mismatch(PemFile certificate, String keyName, List<X509Certificate> chain, String detail) {
        boolean authority = chain.getFirst().getBasicConstraints() >= 0;
        return Checked.faulty(SimFault.Reason.KEY_MISMATCH, keyName + ": the private key does not belong to the certificate in "
                + certificate.name() + detail + (authority ? " (that one is of a certificate authority: is it the CA file?)" : ""));
    }
}
