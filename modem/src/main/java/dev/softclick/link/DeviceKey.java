package dev.softclick.link;

import dev.softclick.sim.SecurityMaterial;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The one key and certificate chain of a SIM, as TLS asks for them: no key store, and whatever authorities the server names. */
final class DeviceKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "device";

    private final X509Certificate[] chain;
    private final PrivateKey key;

    DeviceKey(SecurityMaterial material) {
        chain = material.chain().toArray(X509Certificate[]::new);
        key = material.key();
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        // By the certificate: the key may be a handle into a token that calls its algorithm otherwise.
        String algorithm = chain[0].getPublicKey().getAlgorithm();
        return Arrays.asList(keyTypes).contains(algorithm) ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null; // only engines are used
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
