package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.Checked;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the local cloud's certificates come to a SIM. */
public final class LocalKeys {
    private LocalKeys() {}

    /** Puts a new generation of keys for the local cloud of {@code home} on a SIM; gives its number. */
    public static long issue(Path home, SimDirectory sim, ThingName thing) throws IOException {
        return switch (sim.installLocal(OperatorKeys.credentials(authorised(home, thing)))) {
            case Checked.Sound<Long>(Long generation) -> generation;
            case Checked.Faulty<Long>(SimFault fault) -> throw new CommandFailure(fault.text());
        };
    }

    /** Has the local cloud of {@code home} refuse these keys for good, whether it runs or not. */
    static void revoke(Path home, List<KeyGeneration> generations) throws IOException {
        LocalAuthority authority = LocalAuthority.in(home);
        for (KeyGeneration generation : generations) {
            authority.revoke(generation.credentials().chain().getFirst().getSerialNumber().toString(16));
        }
    }

    private static ClientCredentials authorised(Path home, ThingName thing) throws IOException {
        try {
            return LocalAuthority.in(home).issueDevice(thing.text());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
