package dev.softclick.sim;

import java.util.Optional;

/**
 * The security material on a SIM as it lies there, whether it is in date or not.
 *
 * @param number counts up with each new material, from 1
 * @param endpoint where the cloud is; empty when it is the local cloud of the same home
 * @param credentials what proves who the thing is
 */
public record KeyGeneration(long number, Optional<Endpoint> endpoint, Credentials credentials) {}
