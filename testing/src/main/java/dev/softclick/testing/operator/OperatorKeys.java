package dev.softclick.testing.operator;

import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.PemFile;
import dev.softclick.sim.SecurityMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the local cloud's certificates, which cross its border as text, become security material. */
public final class OperatorKeys {
    private OperatorKeys() {}

    /**
     * What the operator connects to the cloud of {@code home} with.
     *
     * @throws IOException when the home can't be read or written
     */
    public static SecurityMaterial operator(Path home, Endpoint endpoint) throws IOException {
        Credentials operator = credentials(LocalAuthority.in(home).operator());
        return new SecurityMaterial(1, endpoint, operator.chain(), operator.key(), operator.trusted());
    }

    /** The same credentials, read. */
    public static Credentials credentials(ClientCredentials issued) {
        return new Credentials(
                pem("certificate", issued.certificate()).certificates().orThrow(),
                pem("key", issued.privateKey()).privateKey().orThrow(),
                pem("CA certificate", issued.ca()).certificates().orThrow());
    }

    private static PemFile pem(String name, String text) {
        return PemFile.of(name, text.getBytes(StandardCharsets.US_ASCII)).orThrow();
    }
}
