package dev.softclick.cloud;

import java.net.Socket;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whether a client's certificate lets it in: signed by this CA itself, for clients, in its days, not revoked. What it throws says so in plain words;
 * the TLS layer hands that to {@link TlsEntrance}.
 */
final class ClientTrust extends X509ExtendedTrustManager {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private final X509Certificate root;
    private final Revocations revocations;
    private final InstantSource clock;

    ClientTrust(X509Certificate root, Revocations revocations, InstantSource clock) {
        this.root = root;
        this.revocations = revocations;
        this.clock = clock;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0) {
            throw new CertificateException("it presented no certificate");
        }
        X509Certificate certificate = chain[0];
        String name = "its certificate (" + certificate.getSubjectX500Principal() + ")";
        try {
            if (!certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
                throw new CertificateException(name + " is from another CA: " + certificate.getIssuerX500Principal());
            }
            certificate.verify(root.getPublicKey());
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (CertificateExpiredException e) {
            throw new CertificateException(name + " expired on " + certificate.getNotAfter().toInstant(), e);
        } catch (CertificateNotYetValidException e) {
            throw new CertificateException(name + " is not valid before " + certificate.getNotBefore().toInstant(), e);
        } catch (InvalidKeyException | SignatureException | NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new CertificateException(name + " bears the name of this CA, but not its signature", e);
        }
        List<String> purposes = certificate.getExtendedKeyUsage();
        if (certificate.getBasicConstraints() >= 0 || purposes == null || !purposes.contains(CLIENT_AUTH)) {
            throw new CertificateException(name + " is not one for clients");
        }
        if (revocations.contains(ClientIdentity.hex(certificate.getSerialNumber()))) {
            throw new CertificateException(name + " is revoked");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        throw new CertificateException("this is a server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is a server");
    }

    /** None is named, so that a client with a certificate of another CA shows it, and is told apart from one that has none. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
