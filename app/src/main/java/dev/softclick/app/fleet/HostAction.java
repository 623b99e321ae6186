package dev.softclick.app.fleet;

/** What a host does to its modem. */
sealed interface HostAction {
    /** Sends bytes on the line. */
    record Send(byte[] bytes) implements HostAction {}

    /** Pulls the modem's reset pin. */
    record Reset() implements HostAction {}
}
