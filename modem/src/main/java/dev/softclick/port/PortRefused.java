package dev.softclick.port;

/** Says in one line why a text is no {@link PortAddress}, and what is. */
final class PortRefused {
    private PortRefused() {}

    static IllegalArgumentException because(String text, String why) {
        return new IllegalArgumentException("'" + text + "' is not a port (" + why + "): use " + PortAddress.ALLOWED);
    }
}
