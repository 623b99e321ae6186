package dev.softclick.at;

/**
 * A command line, from behind its {@code AT} up to its terminator, edited and without control characters.
 *
 * @param body the bytes as ISO 8859-1 characters (quoted text is decoded later)
 */
public record CommandLine(String body) {}
