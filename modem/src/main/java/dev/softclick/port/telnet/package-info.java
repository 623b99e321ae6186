/**
 * A serial line over telnet, without any I/O: bytes of a connection in, bytes of the line and what its wires tell out.
 *
 * <p>{@link dev.softclick.port.telnet.TelnetLine} is the door. Behind it a reader takes the commands out of the bytes (RFC 854), each telnet option has an agreement
 * that can't loop (RFC 1143), and the COM port keeps what the client sets (RFC 2217). Nothing here has a thread, a clock or a lock, and nothing grows with what
 * a client sends: whoever holds it sees to one call at a time. Sees the JDK only.
 */
@NullMarked
package dev.softclick.port.telnet;

import org.jspecify.annotations.NullMarked;
