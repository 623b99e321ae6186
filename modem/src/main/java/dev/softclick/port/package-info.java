/**
 * Bytes to the outside: where a host program finds the modem.
 *
 * <p>A {@link dev.softclick.port.Port} carries bytes both ways and knows nothing of modems, commands or topics. No call of it ever blocks:
 * what can't leave at once is kept by the port, and the {@link dev.softclick.port.PortListener} hears when it has gone. Pacing, traces and faults
 * are decorators of a port.
 *
 * <p>{@link dev.softclick.port.PortAddress} reads {@code --port} and makes a {@link dev.softclick.port.PtyPort} or a
 * {@link dev.softclick.port.SerialPort} (all on the thread "softclick-tty"), a {@link dev.softclick.port.StdioPort} ("softclick-stdin", "softclick-stdout"), or a port over a socket (all on "softclick-sockets"): those share
 * {@link dev.softclick.port.SocketPort}, with one host at a time. Hosts call a {@link dev.softclick.port.TcpPort} or {@link dev.softclick.port.UnixPort}, as a
 * {@link dev.softclick.port.ListenPolicy} lets them; a {@link dev.softclick.port.TcpConnectPort} calls them ("softclick-dial" looks names up); a
 * {@link dev.softclick.port.Rfc2217Port} puts telnet over a TCP port, which {@code dev.softclick.port.telnet} knows.
 *
 * <p>{@link dev.softclick.port.BaudPacer} makes any port as slow as a serial line; {@link dev.softclick.port.FaultyPort} spoils what goes over it, {@link dev.softclick.port.TracingPort} tells of it; {@link dev.softclick.port.SharedLine} makes several ports one. Sees the JDK and slf4j only; {@code dev.softclick.port.posix} and {@code dev.softclick.port.telnet} are seen by this package alone.
 */
@NullMarked
package dev.softclick.port;

import org.jspecify.annotations.NullMarked;
