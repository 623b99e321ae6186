package dev.softclick.sim;

import java.util.Optional;

/**
 * What security material on a SIM is said to be for. Nothing else of it was looked at: whether it can be used is not known.
 *
 * @param number counts up with each new material, from 1
 * @param endpoint where the cloud is; empty when it is the local cloud of the same home
 */
public record KeyLabel(long number, Optional<Endpoint> endpoint) {}
