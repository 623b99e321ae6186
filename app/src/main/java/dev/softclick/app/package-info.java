/**
 * The command line of Softclick.
 *
 * <p>The tour: {@link dev.softclick.app.Main} puts the commands together and turns what goes wrong into one line and an exit code; {@code Converters} makes
 * values of words. Each command is one class named after it, in the room of what it is about: {@code run}, {@code serve}, {@code fleet}, {@code cloud}, {@code
 * sim}, {@code doctor}, {@code transcript}. Below those are {@code plan} (what a modem is to be), {@code config} (TOML files), {@code control} (the socket of
 * a gateway) and {@code console} (what all commands share). Only these rooms read the environment, handle signals and write to the standard streams.
 */
@NullMarked
package dev.softclick.app;

import org.jspecify.annotations.NullMarked;
