/**
 * The modem engine.
 *
 * <p>{@link dev.softclick.firmware.Modem} is the whole modem without I/O, thread or clock. Whoever holds it owns time: bytes of the host go in by
 * {@code receive}, what the link tells by {@code handle}, passing time by {@code timeout}; what is to be sent comes out of {@code transmit} and
 * {@code pollRequest}, and {@code nextTimeout} says when to come back. Inside: {@code SocketOperations} decides opens and
 * closes, {@code LinkMaintenance} keeps the link as long as the application needs it, {@code UnsolicitedQueue} holds what the modem says unasked.
 *
 * <p>Implements "AnyNet Secure Firmware" and "Operation" of the Reference. Sees {@code at}, {@code sim} and {@code link}. The commands themselves live in
 * {@code firmware.command}, one class each.
 */
@NullMarked
package dev.softclick.firmware;

import org.jspecify.annotations.NullMarked;
