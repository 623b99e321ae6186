package dev.softclick.app.fleet;

import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;

/** A SIM that is in memory alone. */
record FleetSim(SimReading.Keys keys) implements SecureSim {
    FleetSim(SimIdentity identity, SecurityMaterial material) {
        this(new SimReading.Keys(identity, material));
    }

    @Override
    public SimReading read() {
        return keys;
    }
}
