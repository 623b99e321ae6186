package dev.softclick.sim;

/**
 * The SIM as the modem sees it. It is read when a topic is opened and after an MQTT or TLS error (Reference, "Operation"); every read looks anew,
 * so what was put on the SIM meanwhile is found.
 */
public interface SecureSim {
    /** Reads the SIM. Never throws for what is on it: a fault is a value. */
    SimReading read();

    /**
     * The cloud has taken the security material of this generation: it is what {@link SimReading.Keys#fallback} names from now on when newer material
     * does not work. Never throws; what can't be remembered is logged.
     */
    default void connected(long generation) {}
}
