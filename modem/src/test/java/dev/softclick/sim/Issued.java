package dev.softclick.sim;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A key pair and a certificate made for it, by Bouncy Castle, with the texts a user may have of them. */
record Issued(KeyPair keys, X509Certificate certificate) {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");

    static final Issued AUTHORITY = of(keys("secp256r1"), "CN=Test Root", FROM, TO, true);
    static final Issued RSA = device("RSA 2048");
    static final Issued P256 = device("secp256r1");
    static final Issued P384 = device("secp384r1");
    static final SimIdentity IDENTITY = new SimIdentity(
            new Iccid("8944501312167518236"), new Imsi("234500000000001"), Imei.withCheckDigit("35000000000000"), new ThingName("thing_0001"));

    static Issued device(String kind) {
        return of(keys(kind), "CN=AWS IoT Certificate", FROM, TO, false);
    }

    static KeyPair keys(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.startsWith("RSA") ? "RSA" : "EC");
            if (kind.startsWith("RSA")) {
                generator.initialize(Integer.parseInt(kind.substring(4)));
            } else {
                generator.initialize(new ECGenParameterSpec(kind));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An authority signs its own certificate, a device's is signed by {@link #AUTHORITY}. */
    static Issued of(KeyPair keys, String subject, Instant from, Instant to, boolean authority) {
        try {
            X500Name issuer = new X500Name("CN=Test Root");
            PrivateKey signer = authority ? keys.getPrivate() : AUTHORITY.keys.getPrivate();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer, BigInteger.valueOf(7), Date.from(from), Date.from(to), new X500Name(subject), keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            String algorithm = signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new Issued(keys, new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer))));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Credentials credentials() {
        return new Credentials(List.of(certificate), keys.getPrivate(), List.of(AUTHORITY.certificate));
    }

    byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String certificatePem() {
        return pem("CERTIFICATE", der());
    }

    String pkcs8Pem() {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    /** PKCS#1 or SEC 1, as openssl's older commands write it. */
    String traditionalPem() {
        return pem(keys.getPrivate().getAlgorithm() + " PRIVATE KEY", traditionalDer());
    }

    byte[] traditionalDer() {
        try {
            PrivateKeyInfo key = PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded());
            if (!(keys.getPublic() instanceof ECPublicKey ec)) {
                return key.parsePrivateKey().toASN1Primitive().getEncoded();
            }
            byte[] point = SubjectPublicKeyInfo.getInstance(ec.getEncoded()).getPublicKeyData().getBytes();
            return new ECPrivateKey(ec.getParams().getOrder().bitLength(), ECPrivateKey.getInstance(key.parsePrivateKey()).getKey(),
                    new DERBitString(point), key.getPrivateKeyAlgorithm().getParameters()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(String label, byte[] der) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(label, der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
