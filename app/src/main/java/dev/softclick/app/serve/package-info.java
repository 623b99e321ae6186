/**
 * What {@code softclick serve} is made of, beneath the commands: it knows what a running modem is, but not how one is put together.
 *
 * <p>The tour: {@link dev.softclick.app.serve.ConfigTable} is a TOML file as its reader asks for it, key by key; {@code TomlPlaces} says where each key
 * stands, so that a {@link dev.softclick.app.serve.ConfigProblem} names line and column. {@link dev.softclick.app.serve.Fleet} keeps the modems running that
 * the configuration names, each for itself. {@link dev.softclick.app.serve.DetachablePort} is a line that can be
 * taken off its port. {@link dev.softclick.app.serve.ControlServer} and {@link dev.softclick.app.serve.ControlClient} are the two ends of the Unix socket
 * behind {@code softclick status} and {@code softclick ctl}: one line of JSON each way. {@link dev.softclick.app.serve.ServiceNotice} tells systemd.
 *
 * <p>May see the modem's packages and Jackson; nothing here sees {@code dev.softclick.app}.
 */
@NullMarked
package dev.softclick.app.serve;

import org.jspecify.annotations.NullMarked;
