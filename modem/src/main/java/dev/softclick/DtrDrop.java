package dev.softclick;

/** What the modem does when the host drops DTR; modelled on V.250 clause 6.2.9 (circuit 108/2), which {@code AT&D} sets there. */
public enum DtrDrop {
    /** Nothing, as with {@code AT&D0}. */
    IGNORE,
    /** The host is back at the command line, as with {@code AT&D1} and {@code AT&D2}: see {@link dev.softclick.firmware.Modem#escape}. */
    ESCAPE,
    /** Power off and on, as with the {@code AT&D3} of many modems: see {@link SoftModem#powerCycle}. */
    RESET;

    /**
     * Reads what {@code --dtr} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static DtrDrop parse(String text) {
        return switch (text) {
            case "ignore" -> IGNORE;
            case "escape" -> ESCAPE;
            case "reset" -> RESET;
            default -> throw new IllegalArgumentException("'" + text + "' is nothing to do about DTR: use ignore, escape or reset");
        };
    }
}
