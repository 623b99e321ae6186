/**
 * The secure SIM: who the modem is ({@link dev.softclick.sim.SimIdentity}) and what proves it ({@link dev.softclick.sim.SecurityMaterial}).
 *
 * <p>The modem sees a {@link dev.softclick.sim.SecureSim}: it reads it and gets a {@link dev.softclick.sim.SimReading}. On the disk it is a
 * {@link dev.softclick.sim.SimDirectory}, one of the {@link dev.softclick.sim.SimStore} of a home. {@code Generations} and {@code
 * KeyFolder} keep each generation of keys whole, {@code PrivateFiles} keeps it private. What a user brings comes in by {@link
 * dev.softclick.sim.PemFile} and {@link dev.softclick.sim.Credentials}; what is wrong with it is a {@link dev.softclick.sim.SimFault},
 * never an exception.
 *
 * <p>A private key may live on a token instead of in a file: {@code dev.softclick.sim.pkcs11}, which is seen by this package alone.
 *
 * <p>Implements "AnyNet Secure SIM" of the Reference. Sees the JDK and slf4j only.
 */
@NullMarked
package dev.softclick.sim;

import org.jspecify.annotations.NullMarked;
