/**
 * What every command has in common: its streams, its log, the options {@code --home} and {@code -v}, and how it complains.
 *
 * <p>The tour: a command says what went wrong by a {@link dev.softclick.app.console.CommandFailure}, which {@link dev.softclick.app.console.Complaint} makes
 * one line of, for {@link dev.softclick.app.console.StandardStreams}; {@link dev.softclick.app.console.ExitCode} is what the process ends with. {@code
 * LogSetup} and {@code Journal} are the log. Nothing here sees another room of the app.
 */
@NullMarked
package dev.softclick.app.console;

import org.jspecify.annotations.NullMarked;
