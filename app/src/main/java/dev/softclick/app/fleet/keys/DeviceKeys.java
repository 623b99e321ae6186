package dev.softclick.app.fleet.keys;

import dev.softclick.sim.Credentials;
import dev.softclick.sim.ThingName;
import java.io.IOException;

/** Where the members' certificates and keys come from; asked when a member is about to start, one at a time. */
public interface DeviceKeys {
    /** How many there can be. */
    int most();

    /** The name of that member, from 0. */
    ThingName thing(int index);

    /**
     * What proves who it is.
     *
     * @throws IOException with one line when it can't be had
     */
    Credentials credentials(int index) throws IOException;
}
