package dev.softclick.link;

import java.security.GeneralSecurityException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who vouches for a cloud, as TLS asks for it. Modems that trust the same authorities share it: unlike a context it knows neither keys nor sessions. Safe
 * from any thread.
 */
final class TrustedAuthorities {
    /** Sets of authorities that are remembered; the one that was asked for least lately goes first. */
    static final int REMEMBERED = 8;

    private final Map<List<X509Certificate>, TrustManager[]> known = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, TrustManager[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @throws GeneralSecurityException when they can't be used */
    synchronized TrustManager[] managers(List<X509Certificate> authorities) throws GeneralSecurityException {
        TrustManager[] managers = known.get(authorities);
        if (managers == null) {
            managers = make(authorities);
            known.put(List.copyOf(authorities), managers);
        }
        return managers.clone();
    }

    private static TrustManager[] make(List<X509Certificate> authorities) throws GeneralSecurityException {
        Set<TrustAnchor> anchors = new HashSet<>();
        authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
        PKIXBuilderParameters trust = new PKIXBuilderParameters(anchors, null);
        // As any MQTT client: a device on a mobile network has no way to ask for revocation lists before it is connected.
        trust.setRevocationEnabled(false);
        TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
        trustManagers.init(new CertPathTrustManagerParameters(trust));
        return trustManagers.getTrustManagers();
    }
}
