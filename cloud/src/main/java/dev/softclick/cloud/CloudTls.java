package dev.softclick.cloud;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** TLS of one cloud: TLS 1.2 and 1.3, and no client without a certificate. */
final class CloudTls {
    /** AWS IoT Core's name for MQTT with a client certificate on port 443 (AWS IoT Developer Guide). */
    private static final String ALPN = "x-amzn-mqtt-ca";
    /** How many TLS sessions may wait to be resumed. */
    private static final int SESSION_CACHE = 1024;

    private final SSLContext context;

    CloudTls(LocalAuthority authority, Revocations revocations, InstantSource clock) throws GeneralSecurityException, IOException {
        KeyManager[] keys = {new ServerKey(authority.server(), authority.root())};
        context = SSLContext.getInstance("TLS");
        TrustManager[] trust = {new ClientTrust(authority.root(), revocations, clock)};
        context.init(keys, trust, new SecureRandom());
        context.getServerSessionContext().setSessionCacheSize(SESSION_CACHE);
    }

    SSLEngine newEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setNeedClientAuth(true);
        engine.setSSLParameters(parameters);
        // An empty answer goes on without ALPN: other names are ignored, as on port 8883 of AWS.
        engine.setHandshakeApplicationProtocolSelector((ssl, offered) -> offered.contains(ALPN) ? ALPN : "");
        return engine;
    }
}
