package dev.softclick.sim.pkcs11;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** RSASSA-PKCS1-v1_5 (RFC 8017 clause 8.2): the token pads and signs the DigestInfo that is made here. */
final class RsaSignature extends TokenSignature {
    private final int bits;

    RsaSignature(int bits) {
        this.bits = bits;
    }

    @Override
    void accept(TokenKey key) throws InvalidKeyException {
        if (!(key instanceof TokenKey.Rsa)) {
            throw new InvalidKeyException("RSA needs an RSA key");
        }
    }

    @Override
    MessageDigest newDigest() {
        return sha(bits);
    }

    @Override
    byte[] sign(TokenKey key, byte[] hash) throws TokenException {
        // DigestInfo without the hash (RFC 8017 clause 9.2, note 1).
        byte[] head = HexFormat.of().parseHex(switch (bits) {
            case 256 -> "3031300d060960864801650304020105000420";
            case 384 -> "3041300d060960864801650304020205000430";
            default -> "3051300d060960864801650304020305000440";
        });
        byte[] info = Arrays.copyOf(head, head.length + hash.length);
        System.arraycopy(hash, 0, info, head.length, hash.length);
        return key.sign(Mechanism.RSA_PKCS, info);
    }
}
