package dev.softclick;

/** What becomes of a modem because its host drops DTR, or goes away. */
enum Consequence {
    /** What the host had begun and not ended is given up: {@link dev.softclick.firmware.Modem#hostLeft}. */
    HOST_LEFT,
    /** Back to the command line: {@link dev.softclick.firmware.Modem#escape}. */
    ESCAPE,
    /** Power off and on. */
    RESET;

    /** Whether what the host sent before and the modem has not taken yet is forgotten. */
    boolean forgets() {
        return this != HOST_LEFT;
    }
}
