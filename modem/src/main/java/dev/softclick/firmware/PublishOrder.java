package dev.softclick.firmware;

/**
 * A publish that the host has announced.
 *
 * @param index publish socket
 * @param length bytes of payload to come, 1 to 240
 * @param acknowledged whether {@code SEND OK} waits for the broker (qos 2)
 */
public record PublishOrder(int index, int length, boolean acknowledged) {
    /** Longest payload, in bytes (Reference, AT+AWSPUBLISH). */
    public static final int MAX_LENGTH = 240;
}
