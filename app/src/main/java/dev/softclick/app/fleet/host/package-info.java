/**
 * What a host of a fleet does on its AT line.
 *
 * <p>A {@link dev.softclick.app.fleet.host.Behaviour} is what hosts of one kind have in common, a {@link dev.softclick.app.fleet.host.HostScript} one host that
 * does it: its transcripts, their rounds in the rhythm of a {@link dev.softclick.app.fleet.host.Cadence}, and what their names stand for ({@link
 * dev.softclick.app.fleet.host.HostVariables}). Engines: no I/O, no thread; time and randomness are handed in, and {@link
 * dev.softclick.app.fleet.host.HostWatch} hears what happens.
 */
@NullMarked
package dev.softclick.app.fleet.host;

import org.jspecify.annotations.NullMarked;
