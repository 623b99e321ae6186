package dev.softclick.sim;

import dev.softclick.sim.pkcs11.TokenKeyAddress;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * What proves who a thing is, and whom it trusts: security material before it is on a SIM.
 *
 * @param chain the device certificate first, then its issuers; at least one
 * @param key the private key of the device certificate; never printed
 * @param trusted the certificate authorities the cloud's certificate may come from; at least one
 */
public record Credentials(List<X509Certificate> chain, PrivateKey key, List<X509Certificate> trusted) {
    /** @throws IllegalArgumentException when a part is missing */
    public Credentials {
        chain = List.copyOf(chain);
        trusted = List.copyOf(trusted);
        if (chain.isEmpty() || trusted.isEmpty()) {
            throw new IllegalArgumentException("credentials need a certificate and a trusted authority");
        }
    }

    /** Reads the three PEM files that the AWS IoT console hands out, and checks that they belong together and are valid now. */
    public static Checked<Credentials> read(Path certificate, Path key, Path authorities, InstantSource clock) {
        return PemFile.read(certificate).then(c -> PemFile.read(key).then(k -> PemFile.read(authorities).then(a ->
                CredentialCheck.together(c, k, a).then(credentials -> CredentialCheck.validAt(clock.instant(), credentials, c.name())))));
    }

    /**
     * Reads certificate and authorities, finds the private key on its token, and checks that all belong together, which has the token sign, and are
     * valid now.
     */
    public static Checked<Credentials> read(Path certificate, TokenKeyAddress key, Path authorities, InstantSource clock) {
        return PemFile.read(certificate).then(c -> PemFile.read(authorities).then(a ->
                CredentialCheck.together(c, "key '" + key.key() + "'", key, a)
                        .then(credentials -> CredentialCheck.validAt(clock.instant(), credentials, c.name()))));
    }

    /** Says whose they are; the key stays unsaid. */
    @Override
    public String toString() {
        return "Credentials[of " + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
