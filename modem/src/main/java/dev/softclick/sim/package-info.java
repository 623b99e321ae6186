/**
 * The secure SIM: who the modem is ({@link dev.softclick.sim.SimIdentity}) and what proves it ({@link dev.softclick.sim.SecurityMaterial}).
 *
 * <p>Implements "AnyNet Secure SIM" of the Reference. Sees the JDK and slf4j only.
 */
@NullMarked
package dev.softclick.sim;

import org.jspecify.annotations.NullMarked;
