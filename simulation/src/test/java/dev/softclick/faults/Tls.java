package dev.softclick.faults;

import dev.softclick.sim.Credentials;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's TLS with keys of a test's. */
final class Tls {
    private static final char[] PASSWORD = "test".toCharArray();

    private Tls() {}

    static SSLContext context(Credentials credentials) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null);
            keys.setKeyEntry("own", credentials.key(), PASSWORD, credentials.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(keys, PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null);
            for (X509Certificate authority : credentials.trusted()) {
                trusted.setCertificateEntry(authority.getSerialNumber().toString(), authority);
            }
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
