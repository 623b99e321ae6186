package dev.softclick.at;

/**
 * What the host chose for its line.
 *
 * @param echo E: bytes of command lines are echoed (V.250 clause 6.2.4)
 * @param verbose V: results as words, framed by S3 and S4 (6.2.6)
 * @param quiet Q: no final results (6.2.5)
 * @param terminator S3: ends a command line and frames responses, 0 to 127 (6.2.1)
 * @param formatter S4: follows S3 in responses, 0 to 127 (6.2.2)
 * @param editing S5: deletes the character before it, 0 to 127 (6.2.3)
 */
public record LineSettings(boolean echo, boolean verbose, boolean quiet, byte terminator, byte formatter, byte editing) {
    /** Carriage return. */
    public static final byte CR = 13;

    /** Line feed. */
    public static final byte LF = 10;

    /** Backspace. */
    public static final byte BS = 8;

    /** As at power-up: E1 V1 Q0 S3=13 S4=10 S5=8. */
    public static final LineSettings DEFAULT = new LineSettings(true, true, false, CR, LF, BS);

    /** The same with E as given. */
    public LineSettings withEcho(boolean on) {
        return new LineSettings(on, verbose, quiet, terminator, formatter, editing);
    }

    /** The same with V as given. */
    public LineSettings withVerbose(boolean on) {
        return new LineSettings(echo, on, quiet, terminator, formatter, editing);
    }

    /** The same with Q as given. */
    public LineSettings withQuiet(boolean on) {
        return new LineSettings(echo, verbose, on, terminator, formatter, editing);
    }

    /** The same with S3 as given. */
    public LineSettings withTerminator(int value) {
        return new LineSettings(echo, verbose, quiet, (byte) value, formatter, editing);
    }

    /** The same with S4 as given. */
    public LineSettings withFormatter(int value) {
        return new LineSettings(echo, verbose, quiet, terminator, (byte) value, editing);
    }

    /** The same with S5 as given. */
    public LineSettings withEditing(int value) {
        return new LineSettings(echo, verbose, quiet, terminator, formatter, (byte) value);
    }
}
