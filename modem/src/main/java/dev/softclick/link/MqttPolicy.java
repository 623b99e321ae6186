package dev.softclick.link;

/** Which MQTT to speak: {@code --mqtt auto|5|3.1.1}. */
public enum MqttPolicy {
    /** MQTT 5 first, 3.1.1 when the broker refuses it. */
    AUTO,
    MQTT_5,
    MQTT_3_1_1;

    /**
     * Reads what {@code --mqtt} was given.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    public static MqttPolicy parse(String text) {
        return switch (text) {
            case "auto" -> AUTO;
            case "5" -> MQTT_5;
            case "3.1.1" -> MQTT_3_1_1;
            default -> throw new IllegalArgumentException("'" + text + "' is no MQTT version: use auto, 5 or 3.1.1");
        };
    }
}
