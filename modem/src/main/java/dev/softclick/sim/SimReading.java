package dev.softclick.sim;

import java.util.Optional;

/** What reading the SIM gave. */
public sealed interface SimReading {
    /**
     * The SIM holds an identity and security material.
     *
     * @param material the newest that can be used
     * @param fallback an older generation: the last one that the cloud has taken. Empty when that is {@code material} itself, or none was taken yet
     */
    record Keys(SimIdentity identity, SecurityMaterial material, Optional<SecurityMaterial> fallback) implements SimReading {
        /** Without anything to fall back to. */
        public Keys(SimIdentity identity, SecurityMaterial material) {
            this(identity, material, Optional.empty());
        }
    }

    /** The SIM holds an identity, but no security material yet (state 1, Waiting Keys). */
    record NoKeys(SimIdentity identity) implements SimReading {}

    /** The SIM, or its material, can't be used; {@code identity} is there when that part could be read. */
    record Unusable(Optional<SimIdentity> identity, SimFault fault) implements SimReading {}

    /** The identity, where it could be read. */
    default Optional<SimIdentity> identityIfAny() {
        return switch (this) {
            case Keys keys -> Optional.of(keys.identity());
            case NoKeys none -> Optional.of(none.identity());
            case Unusable unusable -> unusable.identity();
        };
    }
}
