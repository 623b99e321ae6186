/**
 * {@code softclick run}: one modem, and the prompt of its user.
 *
 * <p>{@code RunSession} is all of it running; {@link dev.softclick.app.run.PlannedModem} makes a modem of a plan, and {@link dev.softclick.app.run.Traces}
 * record its line. {@code TerminalPort} is the AT prompt, one more port of the line; {@code ModemScreen} decides how what the modem says is shown there.
 * {@code Rehearsal} is what a start does beside reading its command line.
 */
@NullMarked
package dev.softclick.app.run;

import org.jspecify.annotations.NullMarked;
