package dev.softclick.cloud;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes EC P-256 keys and the four kinds of certificates of a local cloud (RFC 5280). */
final class CertificateIssuer {
    /** A certificate and its key. */
    record Issued(X509Certificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return "Issued[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** Before now, for clients whose clock is behind. */
    static final Duration CLOCK_SKEW = Duration.ofDays(1);
    static final Duration CA_VALIDITY = Duration.ofDays(25 * 365);
    static final Duration CLIENT_VALIDITY = Duration.ofDays(11 * 365);
    static final Duration SERVER_VALIDITY = Duration.ofDays(397);

    private static final int MAX_COMMON_NAME = 64;
    private static final int SERIAL_BITS = 120;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    CertificateIssuer(InstantSource clock) {
        this.clock = clock;
    }

    /** A CA that signs itself. Its name carries a number, so that the CAs of two homes are told apart. */
    Issued newAuthority() throws GeneralSecurityException {
        KeyPair keys = newKeys();
        X500Name name = new X500NameBuilder()
                .addRDN(BCStyle.O, "Softclick")
                .addRDN(BCStyle.CN, "Softclick local CA " + ClientIdentity.hex(new BigInteger(64, random)))
                .build();
        try {
            X509v3CertificateBuilder builder = builder(name, name, keys.getPublic(), CA_VALIDITY)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Issued(sign(builder, keys.getPrivate()), keys.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException("cannot encode the CA certificate", e);
        }
    }

    Issued newServer(Issued authority) throws GeneralSecurityException {
        GeneralName[] names = {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")};
        return newLeaf(authority, "localhost", "softclick-cloud", SERVER_VALIDITY, KeyPurposeId.id_kp_serverAuth, names);
    }

    Issued newDevice(Issued authority, String thing) throws GeneralSecurityException {
        return newClient(authority, thing, "softclick-thing", ClientIdentity.THING_URI + thing);
    }

    Issued newOperator(Issued authority) throws GeneralSecurityException {
        return newClient(authority, "operator", "softclick-operator", ClientIdentity.OPERATOR_URI);
    }

    private Issued newClient(Issued authority, String name, String unit, String uri) throws GeneralSecurityException {
        return newLeaf(authority, name.substring(0, Math.min(MAX_COMMON_NAME, name.length())), unit, CLIENT_VALIDITY,
                KeyPurposeId.id_kp_clientAuth, new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    private Issued newLeaf(Issued authority, String commonName, String unit, Duration validity, KeyPurposeId purpose, GeneralName... names)
            throws GeneralSecurityException {
        KeyPair keys = newKeys();
        X500Name subject = new X500NameBuilder()
                .addRDN(BCStyle.O, "Softclick")
                .addRDN(BCStyle.OU, unit)
                .addRDN(BCStyle.CN, commonName)
                .build();
        X500Name issuer = X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
        try {
            X509v3CertificateBuilder builder = builder(issuer, subject, keys.getPublic(), validity)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                    .addExtension(Extension.authorityKeyIdentifier, false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
            return new Issued(sign(builder, authority.key()), keys.getPrivate());
        } catch (IOException e) {
            throw new GeneralSecurityException("cannot encode a certificate", e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Duration validity)
            throws GeneralSecurityException, IOException {
        Instant now = clock.instant();
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        return new JcaX509v3CertificateBuilder(issuer, serial, Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(validity)), subject, key)
                .addExtension(Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign a certificate", e);
        }
    }

    private KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }
}
