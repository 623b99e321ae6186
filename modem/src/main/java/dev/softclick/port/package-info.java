/**
 * Bytes to the outside: where a host program finds the modem.
 *
 * <p>A {@link dev.softclick.port.Port} carries bytes both ways and knows nothing of modems, commands or topics. No call of it ever blocks:
 * what can't leave at once is kept by the port, and the {@link dev.softclick.port.PortListener} hears when it has gone. Pacing, traces and faults
 * are decorators of a port.
 *
 * <p>{@link dev.softclick.port.PortAddress} reads {@code --port} and makes a {@link dev.softclick.port.PtyPort} (all on the thread "softclick-pty"), a
 * {@link dev.softclick.port.TcpPort} (all on "softclick-tcp") or a {@link dev.softclick.port.StdioPort} ("softclick-stdin", "softclick-stdout").
 * {@link dev.softclick.port.BaudPacer} makes any port as slow as a serial line; {@link dev.softclick.port.TracingPort} tells what goes over it; {@link dev.softclick.port.SharedLine} makes several ports one. Sees the JDK and slf4j only; {@code dev.softclick.port.posix} is seen by this package alone.
 */
@NullMarked
package dev.softclick.port;

import org.jspecify.annotations.NullMarked;
