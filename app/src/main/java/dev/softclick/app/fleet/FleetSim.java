package dev.softclick.app.fleet;

import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import java.util.Set;

/** A SIM that is in memory alone. */
record FleetSim(SimReading.Keys keys) implements SecureSim {
    /** The names of a transcript that stand for what is on it, and for the modem it is in. */
    static final Set<String> NAMES = Set.of("iccid", "imei", "imsi", "version", "qccid", "awsver");

    FleetSim(SimIdentity identity, SecurityMaterial material) {
        this(new SimReading.Keys(identity, material));
    }

    @Override
    public SimReading read() {
        return keys;
    }
}
