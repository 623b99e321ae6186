package dev.softclick.sim;

/** What reading the SIM gave. */
public sealed interface SimReading {
    /** The SIM holds an identity and security material. */
    record Keys(SimIdentity identity, SecurityMaterial material) implements SimReading {}

    /** The SIM holds an identity, but no security material yet (state 1, Waiting Keys). */
    record NoKeys(SimIdentity identity) implements SimReading {}

    /** The SIM, or its material, can't be used; {@code identity} is there when that part could be read. */
    record Unusable(java.util.Optional<SimIdentity> identity, SimFault fault) implements SimReading {}

    /** The identity, where it could be read. */
    default java.util.Optional<SimIdentity> identityIfAny() {
        return switch (this) {
            case Keys keys -> java.util.Optional.of(keys.identity());
            case NoKeys none -> java.util.Optional.of(none.identity());
            case Unusable unusable -> unusable.identity();
        };
    }
}
