package dev.softclick.benchmarks.broker;

import dev.softclick.sim.SecurityMaterial;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A SIM's keys as other clients want them. */
public record KeyRing(KeyManagerFactory keyManagers, TrustManagerFactory trustManagers) {
    public static KeyRing of(SecurityMaterial material) throws GeneralSecurityException, IOException {
        char[] none = {};
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, none);
        keys.setKeyEntry("own", material.key(), none, material.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, none);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, none);
        for (int i = 0; i < material.trusted().size(); i++) {
            trusted.setCertificateEntry("ca" + i, material.trusted().get(i));
        }
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        return new KeyRing(keyManagers, trustManagers);
    }

    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
