package dev.softclick.faults;

import dev.softclick.sim.Credentials;
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

/** A certificate authority of the tests' own, which also makes what no authority should. */
final class Authority {
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final Duration YEAR = Duration.ofDays(365);

    final X509Certificate certificate;
    private final PrivateKey key;
    private final X500Name name;

    Authority(String cn) {
        try {
            name = new X500Name("CN=" + cn);
            KeyPair pair = keyPair();
            key = pair.getPrivate();
            X509v3CertificateBuilder builder = builder(name, pair, Instant.now().minus(YEAR), Instant.now().plus(YEAR));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            certificate = sign(builder);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A device, trusting this authority. */
    Credentials device(String thing) {
        return credentials(thing, Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(YEAR), List.of());
    }

    /** A server of this machine. */
    Credentials server() {
        return server(Instant.now().plus(YEAR), "127.0.0.1", "localhost");
    }

    /** A server with that end of its time and those names. */
    Credentials server(Instant until, String... names) {
        return credentials("server", until.minus(YEAR), until, List.of(names));
    }

    private Credentials credentials(String cn, Instant from, Instant until, List<String> names) {
        try {
            KeyPair pair = keyPair();
            X509v3CertificateBuilder builder = builder(new X500Name("CN=" + cn), pair, from, until);
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.stream()
                        .map(text -> new GeneralName(text.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, text))
                        .toArray(GeneralName[]::new)));
            }
            return new Credentials(List.of(sign(builder)), pair.getPrivate(), List.of(certificate));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair pair, Instant from, Instant until) {
        return new JcaX509v3CertificateBuilder(
                name, BigInteger.valueOf(SERIAL.getAndIncrement()), Date.from(from), Date.from(until), subject, pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
