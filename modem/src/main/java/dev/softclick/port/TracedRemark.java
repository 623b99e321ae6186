package dev.softclick.port;

/**
 * Something that happened to a line beside its bytes: a signal, a fault.
 *
 * @param at when, in the nanoseconds of the clock that the trace was given
 * @param text one line of printable ASCII, as {@code line: break}
 */
public record TracedRemark(long at, String text) {}
