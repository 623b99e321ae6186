/**
 * The command line: {@code softclick run}, {@code softclick cloud}, {@code softclick sim}.
 *
 * <p>The tour: {@link dev.softclick.app.Main} puts the commands together and turns what goes wrong into one line and an exit code. Each command is one
 * class named after it. Behind {@code run}: {@code RunPlan} is what was asked, checked, before anything starts; {@code RunSim} the SIM it takes,
 * {@code CloudSide} the cloud it speaks to, {@code HomeCloud} the local one, {@code RunSession} all of it running. {@code TerminalPort} is the AT prompt, one more port of the line;
 * {@code ModemScreen} decides how what the modem says is shown there. Behind {@code cloud}: {@code OperatorLink} of the testing module, the link floor in the operator's
 * hands. Only this package reads the environment, handles signals and writes to the standard streams.
 */
@NullMarked
package dev.softclick.app;

import org.jspecify.annotations.NullMarked;
