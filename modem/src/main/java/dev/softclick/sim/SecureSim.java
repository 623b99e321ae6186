package dev.softclick.sim;

/**
 * The SIM as the modem sees it. It is read when a topic is opened and after an MQTT or TLS error (Reference, "Operation"); every read looks anew,
 * so what was put on the SIM meanwhile is found.
 */
public interface SecureSim {
    /** Reads the SIM. Never throws for what is on it: a fault is a value. */
    SimReading read();
}
