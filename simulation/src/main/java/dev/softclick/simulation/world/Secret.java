package dev.softclick.simulation.world;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The secret of all SIMs here, and a key that gives it away to whoever prints it. */
public final class Secret {
    /** A PIN as of a token. */
    public static final String PIN = "73051946";

    private static final KeyPair KEYS = keys();

    static final X509Certificate CERTIFICATE = certificate();

    /** Says all it knows when asked. */
    static final PrivateKey KEY = new Talkative();

    private Secret() {}

    /** The key in PKCS #8. */
    public static byte[] der() {
        return KEYS.getPrivate().getEncoded();
    }

    /** The number that is the secret. */
    public static byte[] scalar() {
        byte[] value = ((ECPrivateKey) KEYS.getPrivate()).getS().toByteArray();
        return value[0] == 0 ? java.util.Arrays.copyOfRange(value, 1, value.length) : value;
    }

    /** The key as a PEM file has it. */
    public static String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der()) + "\n-----END PRIVATE KEY-----\n";
    }

    private static final class Talkative implements PrivateKey {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return der();
        }

        @Override
        public String toString() {
            return pem() + PIN;
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static X509Certificate certificate() {
        try {
            X500Name name = new X500Name("CN=" + SimCard.THING);
            Instant from = Instant.parse("2026-01-01T00:00:00Z");
            return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(
                            name, BigInteger.ONE, Date.from(from), Date.from(from.plusSeconds(86_400)), name, KEYS.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate())));
        } catch (org.bouncycastle.operator.OperatorCreationException | java.security.cert.CertificateException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
