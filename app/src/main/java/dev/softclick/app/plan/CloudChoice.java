package dev.softclick.app.plan;

import dev.softclick.sim.Endpoint;

/** Which cloud the modem speaks to: {@code --cloud local|none|HOST[:PORT]}. */
public sealed interface CloudChoice {
    /** The local cloud of the home. */
    record Local() implements CloudChoice {}

    /** No network at all. */
    record None() implements CloudChoice {}

    /** The cloud there, whatever the SIM says. */
    record At(Endpoint endpoint) implements CloudChoice {}

    /**
     * Reads what {@code --cloud} was given.
     *
     * @throws IllegalArgumentException with the rule when it is none of them
     */
    static CloudChoice parse(String text) {
        return switch (text) {
            case "local" -> new Local();
            case "none" -> new None();
            default -> {
                try {
                    yield new At(Endpoint.parse(text));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(e.getMessage() + ": use local, none or HOST[:PORT]", e);
                }
            }
        };
    }
}
