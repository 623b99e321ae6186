package dev.softclick.testing;

import dev.softclick.sim.SimIdentity;

/**
 * The modem of a test, as a host program that is started by the test must be told of it.
 *
 * @param modem the modem itself
 * @param address what to open: {@code /dev/pts/3}, or {@code tcp:127.0.0.1:41234}
 * @param identity what is on its SIM; the thing's name is the last level of its topics
 */
public record RunningModem(dev.softclick.SoftModem modem, String address, SimIdentity identity) {}
