package dev.softclick;

/** What becomes of the modem's state when its device is unplugged, or the host at a socket goes away. */
public enum OnDetach {
    /** All stays, but for what the host had begun and not ended: see {@link dev.softclick.firmware.Modem#hostLeft}. */
    KEEP,
    /** Power off and on: see {@link SoftModem#powerCycle}. */
    RESET;

    /**
     * Reads what {@code --on-detach} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static OnDetach parse(String text) {
        return switch (text) {
            case "keep" -> KEEP;
            case "reset" -> RESET;
            default -> throw new IllegalArgumentException("'" + text + "' is nothing to do about a host that is gone: use keep or reset");
        };
    }
}
