package dev.softclick.link;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Shows a witness the chain before the trust manager behind it decides, the name included. */
final class WitnessedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager behind;
    private final ConnectionWitness witness;

    private WitnessedTrust(X509ExtendedTrustManager behind, ConnectionWitness witness) {
        this.behind = behind;
        this.witness = witness;
    }

    /** The same trust managers where nobody looks on. */
    static TrustManager[] around(TrustManager[] managers, ConnectionWitness witness) {
        return !witness.equals(ConnectionWitness.NONE) && managers.length == 1 && managers[0] instanceof X509ExtendedTrustManager decides
                ? new TrustManager[] {new WitnessedTrust(decides, witness)}
                : managers;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        witness.shown(List.of(chain));
        behind.checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        behind.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        behind.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        behind.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        behind.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        behind.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return behind.getAcceptedIssuers();
    }
}
