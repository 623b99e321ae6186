package dev.softclick.app;

import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.Checked;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorKeys;
import java.io.IOException;
import java.nio.file.Path;

/** Where the local cloud's certificates come to a SIM. */
final class LocalKeys {
    private LocalKeys() {}

    /** Puts a new generation of keys for the local cloud of {@code home} on a SIM. */
    static void issue(Path home, SimDirectory sim, ThingName thing) throws IOException {
        Checked<Long> installed = sim.installLocal(OperatorKeys.credentials(authorised(home, thing)));
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
}
