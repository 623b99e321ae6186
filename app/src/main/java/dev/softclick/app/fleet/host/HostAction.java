package dev.softclick.app.fleet.host;

/** What a host does to its modem. */
public sealed interface HostAction {
    /** Sends bytes on the line. */
    record Send(byte[] bytes) implements HostAction {}

    /** Pulls the modem's reset pin. */
    record Reset() implements HostAction {}
}
