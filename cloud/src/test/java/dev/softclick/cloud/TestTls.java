package dev.softclick.cloud;

import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client's side of mutual TLS, from PEM. */
final class TestTls {
    private TestTls() {
    }

    /** As the owner of these credentials. */
    static SSLContext of(ClientCredentials credentials) throws Exception {
        return of(credentials, credentials.ca());
    }

    static SSLContext of(ClientCredentials credentials, String ca) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("client", Pem.privateKey(credentials.privateKey()), new char[0],
                new Certificate[] {Pem.certificate(credentials.certificate())});
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keys, new char[0]);
        return context(factory, ca);
    }

    /** As somebody without a certificate. */
    static SSLContext anonymous(String ca) throws Exception {
        return context(null, ca);
    }

    private static SSLContext context(KeyManagerFactory keys, String ca) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("ca", Pem.certificate(ca));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
