package dev.softclick.link;

/** Which MQTT to speak: {@code --mqtt auto|5|3.1.1}. */
public enum MqttPolicy {
    /** MQTT 5 first, 3.1.1 when the broker refuses it. */
    AUTO,
    MQTT_5,
    MQTT_3_1_1
}
