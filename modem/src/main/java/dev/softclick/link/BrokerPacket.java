package dev.softclick.link;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;

/** A packet from the broker after it was checked, as a value; {@link BrokerPackets} makes them. */
sealed interface BrokerPacket {
    /** CONNACK; {@code brief}: it has the two bytes of MQTT 3.1.1, which no MQTT 5 broker sends. */
    record Connack(MqttConnAckMessage message, int code, boolean brief) implements BrokerPacket {}

    /** PUBLISH; {@code packetId} is 0 at QoS 0. */
    record Message(int packetId, String topic, byte[] payload) implements BrokerPacket {}

    /** PUBACK. */
    record PublishAnswer(int packetId, int code, String said) implements BrokerPacket {}

    /** SUBACK. */
    record SubscribeAnswer(int packetId, int code, String said) implements BrokerPacket {}

    /** UNSUBACK. */
    record UnsubscribeAnswer(int packetId) implements BrokerPacket {}

    /** PINGRESP. */
    record Pong() implements BrokerPacket {}

    /** DISCONNECT. */
    record Disconnect(LinkFault fault) implements BrokerPacket {}

    /** What a broker must not send. */
    record Bad(LinkFault fault) implements BrokerPacket {}
}
