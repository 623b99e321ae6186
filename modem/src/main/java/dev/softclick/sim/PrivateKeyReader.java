package dev.softclick.sim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Makes a private key of a PEM block. The JDK reads PKCS#8 (RFC 5958) only, so the older encodings are wrapped into it. */
final class PrivateKeyReader {
    /** Longest RSA modulus that is taken, in bits: one signature with twice of it takes seconds. */
    static final int MAX_RSA_BITS = 8192;

    /** OID 1.2.840.113549.1.1.1, rsaEncryption (RFC 8017 appendix A.1). */
    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101");
    /** OID 1.2.840.10045.2.1, id-ecPublicKey (RFC 5480 clause 2.1.1). */
    private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201");
    /** The curves of TLS 1.3 that the JDK signs with: OIDs of P-256, P-384, P-521 (RFC 5480 clause 2.1.1.1), in hexadecimal. */
    private static final Set<String> CURVES = Set.of("2a8648ce3d030107", "2b81040022", "2b81040023");
    private static final byte[] NULL = {0x05, 0x00};
    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};

    private PrivateKeyReader() {}

    static Checked<PrivateKey> read(String name, PemBlock block) {
        return switch (block.kind()) {
            case PKCS8_KEY -> ofPkcs8(name, block.der());
            case PKCS1_KEY -> make(name, "RSA", wrap(RSA, NULL, block.der()));
            case SEC1_KEY -> ofSec1(name, block.der());
            case ENCRYPTED_KEY -> bad(name, "the private key is encrypted: decrypt it first, e.g. openssl pkey -in ENCRYPTED -out PLAIN");
            default -> bad(name, "holds no private key");
        };
    }

    private static Checked<PrivateKey> ofPkcs8(String name, byte[] der) {
        Der key = Der.of(der).take(Der.SEQUENCE);
        Der algorithm = key == null || key.take(Der.INTEGER) == null ? null : key.take(Der.SEQUENCE);
        Der identifier = algorithm == null ? null : algorithm.take(Der.OBJECT_IDENTIFIER);
        if (algorithm == null || identifier == null) {
            return bad(name, "the private key is damaged (not PKCS#8)");
        }
        byte[] oid = identifier.rest();
        if (Arrays.equals(oid, RSA)) {
            return make(name, "RSA", der);
        }
        return Arrays.equals(oid, EC)
                ? ofCurve(name, algorithm, der)
                : bad(name, "the private key is neither RSA nor EC, which the cloud needs");
    }

    /** ECPrivateKey (RFC 5915 clause 3): version, key, then optionally [0] the curve and [1] the public key. */
    private static Checked<PrivateKey> ofSec1(String name, byte[] der) {
        Der key = Der.of(der).take(Der.SEQUENCE);
        if (key == null || key.take(Der.INTEGER) == null || key.take(Der.OCTET_STRING) == null) {
            return bad(name, "the private key is damaged (not SEC 1)");
        }
        Der curve = key.take(Der.CONTEXT_0);
        if (curve == null) {
            return bad(name, "the EC private key does not say its curve: convert it first, e.g. openssl pkcs8 -topk8 -nocrypt");
        }
        return ofCurve(name, curve, wrap(EC, curve.rest(), der));
    }

    private static Checked<PrivateKey> ofCurve(String name, Der curve, byte[] pkcs8) {
        Der oid = curve.take(Der.OBJECT_IDENTIFIER);
        if (oid == null) {
            return bad(name, "the EC private key spells its curve out: a named curve is needed, e.g. P-256");
        }
        return CURVES.contains(HexFormat.of().formatHex(oid.rest()))
                ? make(name, "EC", pkcs8)
                : bad(name, "the curve of the EC private key is none of P-256, P-384, P-521");
    }

    private static byte[] wrap(byte[] algorithm, byte[] parameters, byte[] key) {
        return Der.element(Der.SEQUENCE, VERSION_0,
                Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, algorithm), parameters),
                Der.element(Der.OCTET_STRING, key));
    }

    private static Checked<PrivateKey> make(String name, String algorithm, byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() > MAX_RSA_BITS) {
                return bad(name, "the RSA key has " + rsa.getModulus().bitLength() + " bits, more than " + MAX_RSA_BITS);
            }
            return Checked.sound(key);
        } catch (GeneralSecurityException | RuntimeException e) {
            // What the JDK's parser says may quote what it read: it is not passed on.
            return bad(name, "the " + algorithm + " private key is damaged");
        }
    }

    private static Checked<PrivateKey> bad(String name, String what) {
        return Checked.faulty(SimFault.Reason.BAD_PEM, name + ": " + what);
    }
}
