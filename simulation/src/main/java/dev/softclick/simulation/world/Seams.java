package dev.softclick.simulation.world;

import dev.softclick.link.CloudLink;
import dev.softclick.link.Transport;
import dev.softclick.sim.SecureSim;

/** Where the product's parts meet each other and the world. As they are, they join; a test makes one of them misbehave. */
public interface Seams {
    /** The product as it is. */
    Seams PRODUCT = new Seams() {};

    /** Between the engine and everything else. */
    default Engine engine(Engine real) {
        return real;
    }

    /** Between the engine and the session. */
    default CloudLink link(CloudLink real) {
        return real;
    }

    /** Between the session and the network. */
    default Transport transport(Transport real) {
        return real;
    }

    /** Between the engine and the SIM. */
    default SecureSim sim(SecureSim real) {
        return real;
    }
}
