package dev.softclick.sim.pkcs11;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** RSASSA-PSS (RFC 8017 clause 8.1) as TLS 1.3 has it: one hash for message and mask, a salt as long as the hash (RFC 8446 clause 4.2.3). */
final class PssSignature extends TokenSignature {
    private int bits;

    @Override
    void accept(TokenKey key) throws InvalidKeyException, TokenException {
        if (!(key instanceof TokenKey.Rsa)) {
            throw new InvalidKeyException("RSASSA-PSS needs an RSA key");
        }
        // TLS 1.2 goes on with another signature when this one is refused.
        if (!key.signs(Mechanism.pss(256))) {
            throw new InvalidKeyException("the token can't sign with RSASSA-PSS, which TLS 1.3 needs for RSA keys");
        }
    }

    @Override
    protected void engineSetParameter(@Nullable AlgorithmParameterSpec given) throws InvalidAlgorithmParameterException {
        if (given instanceof PSSParameterSpec pss) {
            for (int candidate : new int[] {256, 384, 512}) {
                String hash = "SHA-" + candidate;
                if (pss.getDigestAlgorithm().equalsIgnoreCase(hash)
                        && pss.getMGFParameters() instanceof MGF1ParameterSpec mask && mask.getDigestAlgorithm().equalsIgnoreCase(hash)
                        && pss.getSaltLength() == candidate / 8) {
                    bits = candidate;
                    return;
                }
            }
        }
        throw new InvalidAlgorithmParameterException("RSASSA-PSS with SHA-256, SHA-384 or SHA-512 for all, and a salt as long as the hash");
    }

    @Override
    MessageDigest newDigest() throws SignatureException {
        if (bits == 0) {
            throw new SignatureException("RSASSA-PSS was not told its hash");
        }
        return sha(bits);
    }

    @Override
    byte[] sign(TokenKey key, byte[] hash) throws TokenException {
        return key.sign(Mechanism.pss(bits), hash);
    }
}
