package dev.softclick.firmware;

import java.util.EnumSet;
import java.util.Set;

/** State of the modem as {@code AT+AWSSTATE?} shows it (Reference, AT+AWSSTATE), with the moves that are allowed. */
public enum ModemState {
    IDLE(0, "Idle"),
    WAITING_KEYS(1, "Waiting Keys"),
    CONNECTING_NETWORK(2, "Connecting to network"),
    ESTABLISHING_SSL(3, "Establishing SSL"),
    SSL_CONNECTED(4, "SSL Connected"),
    CONNECTING_MQTT(5, "Connecting MQTT"),
    READY_CONNECTED(6, "Ready: MQTT Connected"),
    READY_SUBSCRIBED(7, "Ready: Subscribed"),
    ERROR(8, "Error");

    private final int code;
    private final String text;

    ModemState(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The number that {@code AT+AWSSTATE?} shows, 0 to 8. */
    public int code() {
        return code;
    }

    /** What the Reference calls it. */
    public String text() {
        return text;
    }

    /** Whether MQTT stands. */
    public boolean ready() {
        return this == READY_CONNECTED || this == READY_SUBSCRIBED;
    }

    /** Whether a connection is being made. */
    public boolean connecting() {
        return this == CONNECTING_NETWORK || this == ESTABLISHING_SSL || this == SSL_CONNECTED || this == CONNECTING_MQTT;
    }

    /** The states that may follow this one. Every state may fall back to idle (close, reset). */
    public Set<ModemState> next() {
        return switch (this) {
            case IDLE, ERROR -> EnumSet.of(IDLE, WAITING_KEYS, CONNECTING_NETWORK, ERROR);
            case WAITING_KEYS -> EnumSet.of(IDLE, CONNECTING_NETWORK, ERROR);
            case CONNECTING_NETWORK -> EnumSet.of(IDLE, CONNECTING_NETWORK, ESTABLISHING_SSL, ERROR);
            case ESTABLISHING_SSL -> EnumSet.of(IDLE, SSL_CONNECTED, ERROR);
            case SSL_CONNECTED -> EnumSet.of(IDLE, CONNECTING_MQTT, ERROR);
            // MQTT 5 refused: the same attempt goes on with 3.1.1 from the network up
            case CONNECTING_MQTT -> EnumSet.of(IDLE, CONNECTING_NETWORK, READY_CONNECTED, ERROR);
            case READY_CONNECTED -> EnumSet.of(IDLE, READY_SUBSCRIBED, ERROR);
            case READY_SUBSCRIBED -> EnumSet.of(IDLE, READY_CONNECTED, ERROR);
        };
    }
}
