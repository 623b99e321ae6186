package dev.softclick.app;

import dev.softclick.sim.Credentials;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a cloud that is not ours. */
public final class TestIssuer {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name;
    private final KeyPair pair;
    private final X509Certificate certificate;

    /** When a certificate is valid. */
    public record Validity(Instant from, Instant to) {
        public static Validity days(int from, int to) {
            Instant now = Instant.now();
            return new Validity(now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(to)));
        }
    }

    private record Issued(X509Certificate certificate, KeyPair pair) {}

    public TestIssuer(String cn) throws Exception {
        name = new X500Name("CN=" + cn);
        pair = keys();
        certificate = issue(pair, name, Validity.days(-400, 400), null);
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate issue(KeyPair of, X500Name subject, Validity validity, String host) throws Exception {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.valueOf(SERIAL.getAndIncrement()), Date.from(validity.from), Date.from(validity.to), subject, of.getPublic());
        if (of == pair) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        }
        if (host != null) {
            int kind = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, host)));
        }
        return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private Issued issue(String cn, Validity validity, String host) throws Exception {
        KeyPair keys = keys();
        return new Issued(issue(keys, new X500Name("CN=" + cn), validity, host), keys);
    }

    /** What a SIM is given, trusting this authority. */
    public Credentials device(String thing, Validity validity) throws Exception {
        Issued issued = issue(thing, validity, null);
        return new Credentials(List.of(issued.certificate), issued.pair.getPrivate(), List.of(certificate));
    }

    /** TLS of a server that is {@code host}, for clients of {@code clients}. */
    public SSLContext server(String host, Validity validity, TestIssuer clients) throws Exception {
        Issued issued = issue("server", validity, host);
        char[] password = "test".toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null);
        keys.setKeyEntry("server", issued.pair.getPrivate(), password, new X509Certificate[] {issued.certificate});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(keys, password);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null);
        trusted.setCertificateEntry("clients", clients.certificate);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
