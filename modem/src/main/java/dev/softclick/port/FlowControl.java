package dev.softclick.port;

/** What holds a serial line up when its receiver has no room. */
public enum FlowControl {
    /** Nothing: bytes that nobody takes are lost. */
    NONE,
    /** The circuits RTS and CTS (V.24 circuits 133 and 106). */
    RTSCTS;

    /**
     * Reads what {@code --flow} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static FlowControl parse(String text) {
        return switch (text) {
            case "none" -> NONE;
            case "rtscts" -> RTSCTS;
            default -> throw new IllegalArgumentException("'" + text + "' is no flow control: use none or rtscts");
        };
    }
}
