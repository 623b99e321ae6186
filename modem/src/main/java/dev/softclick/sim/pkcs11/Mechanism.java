package dev.softclick.sim.pkcs11;

import java.util.List;

/**
 * A way to sign ({@code CKM_...}).
 *
 * @param type its number
 * @param parameter the numbers of its parameter structure, in their order; empty for those without one
 */
record Mechanism(long type, List<Long> parameter) {
    /** Signs a hash; gives r and s, each as long as the order of the curve. */
    static final Mechanism ECDSA = new Mechanism(0x1041, List.of());
    /** Pads and signs what it is given: a DigestInfo. */
    static final Mechanism RSA_PKCS = new Mechanism(0x1, List.of());

    private static final long RSA_PKCS_PSS = 0xD;

    /** Signs a hash of 256, 384 or 512 bits; the mask is made with the same hash, the salt is as long as it. */
    static Mechanism pss(int bits) {
        return switch (bits) {
            case 256 -> new Mechanism(RSA_PKCS_PSS, List.of(0x250L, 2L, 32L));
            case 384 -> new Mechanism(RSA_PKCS_PSS, List.of(0x260L, 3L, 48L));
            case 512 -> new Mechanism(RSA_PKCS_PSS, List.of(0x270L, 4L, 64L));
            default -> throw new IllegalArgumentException("a hash of " + bits + " bits");
        };
    }
}
