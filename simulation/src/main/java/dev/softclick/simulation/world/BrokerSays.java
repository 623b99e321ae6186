package dev.softclick.simulation.world;

/** A packet of the broker. */
public sealed interface BrokerSays {
    /** CONNACK; {@code brief}: of MQTT 3.1.1. */
    record Connack(int code, boolean sessionPresent, boolean brief, int receiveMaximum, int keepAlive) implements BrokerSays {}

    /** PUBLISH. */
    record Publish(int id, boolean again, CloudMessage message) implements BrokerSays {}

    /** PUBACK. */
    record Puback(int id, int code) implements BrokerSays {}

    /** SUBACK. */
    record Suback(int id, int code) implements BrokerSays {}

    /** UNSUBACK. */
    record Unsuback(int id) implements BrokerSays {}

    /** PINGRESP. */
    record Pong() implements BrokerSays {}

    /** DISCONNECT. */
    record Disconnect(int code) implements BrokerSays {}

    /** Something no decoder can read. */
    record Garbage(String why, boolean insteadOfConnack) implements BrokerSays {}

    /** A packet that no broker may send: a second CONNACK, or what only clients send. */
    record OutOfPlace(int kind) implements BrokerSays {}
}
