package dev.softclick.app.config;

/**
 * A place in a file.
 *
 * @param line from 1; 0: not known
 * @param column from 1, in characters
 */
public record ConfigPlace(int line, int column) {
    /** Nobody knows where. */
    public static final ConfigPlace UNKNOWN = new ConfigPlace(0, 0);

    @Override
    public String toString() {
        return line == 0 ? "" : line + ":" + column + ":";
    }
}
