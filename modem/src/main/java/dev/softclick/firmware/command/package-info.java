/**
 * The AT commands: one small class each. {@link dev.softclick.firmware.command.CommandIndex}, read from top to bottom, is the list of them.
 *
 * <p>Implements "AT Commands" of the Reference, the V.250 and 3GPP TS 27.007 commands that hosts probe, and the extensions of wire.md.
 */
@NullMarked
package dev.softclick.firmware.command;

import org.jspecify.annotations.NullMarked;
