package dev.softclick.app;

import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.PemFile;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where the local cloud's certificates, which cross its border as text, become security material. */
final class LocalKeys {
    private LocalKeys() {}

    /** Puts a new generation of keys for the local cloud of {@code home} on a SIM. */
    static void issue(Path home, SimDirectory sim, ThingName thing) throws IOException {
        Checked<Long> installed = sim.installLocal(credentials(authorised(home, thing)));
        installed.faultIfAny().ifPresent(fault -> {
            throw new CommandFailure(fault.text());
        });
    }

    private static ClientCredentials authorised(Path home, ThingName thing) throws IOException {
        try {
            return LocalAuthority.in(home).issueDevice(thing.text());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** What the operator connects to the running cloud of {@code home} with. */
    static SecurityMaterial operator(Path home, Endpoint endpoint) throws IOException {
        Credentials operator = credentials(LocalAuthority.in(home).operator());
        return new SecurityMaterial(1, endpoint, operator.chain(), operator.key(), operator.trusted());
    }

    private static Credentials credentials(ClientCredentials issued) {
        return new Credentials(
                pem("certificate", issued.certificate()).certificates().orThrow(),
                pem("key", issued.privateKey()).privateKey().orThrow(),
                pem("CA certificate", issued.ca()).certificates().orThrow());
    }

    private static PemFile pem(String name, String text) {
        return PemFile.of(name, text.getBytes(StandardCharsets.US_ASCII)).orThrow();
    }
}
