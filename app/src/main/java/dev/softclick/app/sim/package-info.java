/**
 * {@code softclick sim}: who a modem is, and what proves it to the cloud.
 *
 * <p>Each command is one class named after it. {@link dev.softclick.app.sim.SimText} is how a SIM is shown, and whether it can be used; {@link
 * dev.softclick.app.sim.RunSim} the SIM that a running modem holds; {@link dev.softclick.app.sim.LocalKeys} has the CA of the local cloud sign for it.
 */
@NullMarked
package dev.softclick.app.sim;

import org.jspecify.annotations.NullMarked;
