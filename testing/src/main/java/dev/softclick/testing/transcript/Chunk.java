package dev.softclick.testing.transcript;

/**
 * Bytes that came together.
 *
 * @param at when, in nanoseconds of the line's clock
 * @param bytes one or more
 */
public record Chunk(long at, byte[] bytes) {}
