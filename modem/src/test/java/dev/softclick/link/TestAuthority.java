package dev.softclick.link;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests: EC P-256 like AWS IoT's own device certificates can be. */
final class TestAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    final X509Certificate certificate;
    private final PrivateKey key;
    private final X500Name name;

    /** A certificate and its key. */
    record Issued(X509Certificate certificate, PrivateKey key) {}

    TestAuthority(String cn) {
        try {
            name = new X500Name("CN=" + cn);
            KeyPair pair = keyPair("EC");
            key = pair.getPrivate();
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.valueOf(SERIAL.getAndIncrement()), Date.from(now.minus(Duration.ofDays(400))),
                    Date.from(now.plus(Duration.ofDays(400))), name, pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            certificate = sign(builder, key);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair keyPair(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
            generator.initialize(2048);
        }
        return generator.generateKeyPair();
    }

    /** Valid from an hour ago for a day; an address with digits and dots only becomes an IP subject alternative name. */
    Issued issue(String cn, String... alternativeNames) {
        return issue("EC", cn, Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofDays(1)), alternativeNames);
    }

    Issued issue(String algorithm, String cn, Instant from, Instant to, String... alternativeNames) {
        try {
            KeyPair pair = keyPair(algorithm);
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.valueOf(SERIAL.getAndIncrement()), Date.from(from), Date.from(to), new X500Name("CN=" + cn), pair.getPublic());
            if (alternativeNames.length > 0) {
                GeneralName[] names = new GeneralName[alternativeNames.length];
                for (int i = 0; i < names.length; i++) {
                    boolean ip = alternativeNames[i].matches("[0-9.]+");
                    names[i] = new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, alternativeNames[i]);
                }
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new Issued(sign(builder, key), pair.getPrivate());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Material of a thing for a server on this machine, trusting this authority. */
    SecurityMaterial material(String thing, int port) {
        return material(issue(thing), "127.0.0.1", port);
    }

    SecurityMaterial material(Issued device, String host, int port) {
        return new SecurityMaterial(1, new Endpoint(host, port), List.of(device.certificate), device.key, List.of(certificate));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey with) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(with)));
    }
}
