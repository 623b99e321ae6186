package dev.softclick.testing.transcript;

/**
 * Where a transcript is not one.
 *
 * @param file name of the file, as it was given
 * @param line from 1
 * @param column from 1, in characters
 * @param expected what was expected there
 */
public record Mistake(String file, int line, int column, String expected) {
    /** {@code FILE:LINE:COLUMN: what was expected}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + expected;
    }
}
