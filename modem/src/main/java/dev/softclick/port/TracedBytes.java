package dev.softclick.port;

/**
 * Bytes that went over a line in one piece.
 *
 * @param at when, in the nanoseconds of the clock that the trace was given
 * @param fromHost true: sent by the host; false: by the modem
 * @param bytes a copy
 */
public record TracedBytes(long at, boolean fromHost, byte[] bytes) {}
