package dev.softclick.sim;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What proves who the modem is, and to whom it speaks.
 *
 * @param generation counts up each time the SIM gets new material, from 1
 * @param endpoint where the cloud is
 * @param chain the device certificate first, then its issuers
 * @param key the private key (or a handle to one that never leaves its token); never printed
 * @param trusted the certificate authorities the cloud's certificate may come from; at least one
 */
public record SecurityMaterial(
        long generation, Endpoint endpoint, List<X509Certificate> chain, PrivateKey key, List<X509Certificate> trusted) {
    /** @throws IllegalArgumentException when a part is missing */
    public SecurityMaterial {
        chain = List.copyOf(chain);
        trusted = List.copyOf(trusted);
        if (generation < 1 || chain.isEmpty() || trusted.isEmpty()) {
            throw new IllegalArgumentException("security material needs a generation, a certificate and a trusted authority");
        }
    }

    /** The same material for another place, as a test or {@code --cloud HOST} asks for. */
    public SecurityMaterial at(Endpoint other) {
        return new SecurityMaterial(generation, other, chain, key, trusted);
    }

    /** Says which generation and endpoint; the key stays unsaid. */
    @Override
    public String toString() {
        return "SecurityMaterial[generation " + generation + " for " + endpoint + "]";
    }
}
