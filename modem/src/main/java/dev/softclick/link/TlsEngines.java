package dev.softclick.link;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import io.netty.util.NetUtil;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS engines of one modem. The context, and with it the sessions that TLS may resume, lasts as long as the material stays the same and
 * is never shared between modems: a resumed session shows the certificate it was made with, so another modem would pass as this one.
 */
final class TlsEngines {
    /** What AWS IoT Core wants to hear on port 443 (AWS IoT Core Developer Guide, "Device communication protocols"). */
    private static final String ALPN = "x-amzn-mqtt-ca";

    private static final int ALPN_PORT = 443;

    private final TrustedAuthorities authorities;
    private final ConnectionWitness witness;
    private @Nullable SecurityMaterial material;
    private @Nullable SSLContext context;

    /** @param witness sees the chains that the cloud shows */
    TlsEngines(TrustedAuthorities authorities, ConnectionWitness witness) {
        this.authorities = authorities;
        this.witness = witness;
    }

    /** @throws GeneralSecurityException when the material can't be used for TLS */
    SSLEngine engine(SecurityMaterial of) throws GeneralSecurityException {
        SSLContext usable = context;
        if (usable == null || !of.equals(material)) {
            usable = context(of);
            context = usable;
            material = of;
        }
        Endpoint endpoint = of.endpoint();
        SSLEngine engine = usable.createSSLEngine(endpoint.host(), endpoint.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        serverName(endpoint.host(), parameters);
        if (endpoint.port() == ALPN_PORT) {
            parameters.setApplicationProtocols(new String[] {ALPN});
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private SSLContext context(SecurityMaterial material) throws GeneralSecurityException {
        TrustManager[] trust = WitnessedTrust.around(authorities.managers(material.trusted()), witness);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(new KeyManager[] {new DeviceKey(material)}, trust, null);
        return made;
    }

    /** The JDK names the server only when the name has a dot in it; {@code localhost} has none. */
    private static void serverName(String host, SSLParameters parameters) {
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
            try {
                parameters.setServerNames(List.of(new SNIHostName(host)));
            } catch (IllegalArgumentException e) {
                parameters.setServerNames(List.of()); // no such name can be in DNS or a certificate either: those say so
            }
        }
    }
}
