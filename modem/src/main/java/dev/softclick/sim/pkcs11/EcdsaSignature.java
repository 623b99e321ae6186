package dev.softclick.sim.pkcs11;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;

/** ECDSA as the JDK has it: r and s in DER (RFC 3279 clause 2.2.3), where a token gives one behind the other. */
final class EcdsaSignature extends TokenSignature {
    private static final int INTEGER = 0x02;
    private static final int SEQUENCE = 0x30;
    private static final int ONE_LENGTH_BYTE = 0x81;

    private final int bits;

    EcdsaSignature(int bits) {
        this.bits = bits;
    }

    @Override
    void accept(TokenKey key) throws InvalidKeyException {
        if (!(key instanceof TokenKey.Ec)) {
            throw new InvalidKeyException("ECDSA needs an EC key");
        }
    }

    @Override
    MessageDigest newDigest() {
        return sha(bits);
    }

    @Override
    byte[] sign(TokenKey key, byte[] hash) throws TokenException {
        int order = (((TokenKey.Ec) key).getParams().getOrder().bitLength() + 7) / 8;
        // Of a hash longer than the order its left part counts (FIPS 186-5 clause 6.4.1); not all tokens cut it themselves.
        return der(key.sign(Mechanism.ECDSA, hash.length > order ? Arrays.copyOf(hash, order) : hash));
    }

    static byte[] der(byte[] raw) throws TokenException {
        if (raw.length == 0 || raw.length % 2 != 0) {
            throw new TokenException("the token gave a signature of " + raw.length + " bytes");
        }
        byte[] r = integer(Arrays.copyOfRange(raw, 0, raw.length / 2));
        byte[] s = integer(Arrays.copyOfRange(raw, raw.length / 2, raw.length));
        int length = r.length + s.length;
        // P-521 needs a second byte for its length: at most 138.
        byte[] head = length < 0x80
                ? new byte[] {SEQUENCE, (byte) length}
                : new byte[] {SEQUENCE, (byte) ONE_LENGTH_BYTE, (byte) length};
        byte[] der = Arrays.copyOf(head, head.length + length);
        System.arraycopy(r, 0, der, head.length, r.length);
        System.arraycopy(s, 0, der, head.length + r.length, s.length);
        return der;
    }

    private static byte[] integer(byte[] magnitude) {
        byte[] value = new BigInteger(1, magnitude).toByteArray();
        byte[] element = new byte[value.length + 2];
        element[0] = INTEGER;
        element[1] = (byte) value.length;
        System.arraycopy(value, 0, element, 2, value.length);
        return element;
    }
}
