/**
 * {@code softclick serve}: the modems of a configuration file, kept running for years, and {@code status} and {@code ctl}, which ask for them.
 *
 * <p>The tour: {@code ServeConfig} reads the file into plans, {@code ServeSession} is all of it running. {@link dev.softclick.app.serve.Fleet} keeps the modems
 * running that the configuration names, each for itself; it knows what a running modem is, but not how one is put together: that is {@code ServedModem}'s.
 * {@link dev.softclick.app.serve.DetachablePort} is a line that can be taken off its port, {@code ThreadWatch} sees that the shared threads still answer,
 * {@link dev.softclick.app.serve.ServiceNotice} tells systemd.
 */
@NullMarked
package dev.softclick.app.serve;

import org.jspecify.annotations.NullMarked;
