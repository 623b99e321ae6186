package dev.softclick;

/**
 * What a modem has done since it was built; a power reset does not set them back.
 *
 * @param bytesIn bytes that came from the host
 * @param bytesOut bytes that went to the host
 * @param commandLines command lines taken whole, repeated ones included
 * @param published messages that got to the cloud: acknowledged (QoS 1), or handed to the connection (QoS 0)
 * @param publishFailed messages that did not get there
 * @param delivered messages of the cloud that went to the host
 * @param connects how often MQTT came to stand
 * @param reconnects how many of those restored a connection that was lost
 */
public record ModemCounters(
        long bytesIn,
        long bytesOut,
        long commandLines,
        long published,
        long publishFailed,
        long delivered,
        long connects,
        long reconnects) {
    /** Of a modem that has done nothing yet. */
    public static final ModemCounters NONE = new ModemCounters(0, 0, 0, 0, 0, 0, 0, 0);
}
