/**
 * The Unix socket behind {@code softclick status} and {@code softclick ctl}: one line of JSON each way.
 *
 * <p>{@link dev.softclick.app.control.ControlServer} and {@link dev.softclick.app.control.ControlClient} are its two ends, a {@link
 * dev.softclick.app.control.ControlAction} what can be done with a {@link dev.softclick.app.control.RunningModem}, a {@link
 * dev.softclick.app.control.ModemReport} how one is.
 */
@NullMarked
package dev.softclick.app.control;

import org.jspecify.annotations.NullMarked;
