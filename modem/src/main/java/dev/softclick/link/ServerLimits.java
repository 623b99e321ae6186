package dev.softclick.link;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import java.util.concurrent.TimeUnit;

/**
 * What the broker allows us, from CONNACK (MQTT 5 clause 3.2.2.3) or, on 3.1.1, from our settings.
 *
 * @param inFlight unacknowledged QoS 1 publishes of ours, at least 1
 * @param maximumQos 0, 1 or 2
 * @param keepAlive nanoseconds; 0 is none
 * @param maximumPacket longest packet of ours, in bytes
 */
record ServerLimits(int inFlight, int maximumQos, long keepAlive, long maximumPacket) {
    /** A receive maximum or packet size of 0 is a protocol error, and the server must not say QoS 2 or more as its maximum. */
    static boolean isValid(MqttConnAckMessage connack) {
        MqttProperties properties = connack.variableHeader().properties();
        return number(properties, MqttProperties.RECEIVE_MAXIMUM, 1) != 0
                && number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, 1) != 0
                && number(properties, MqttProperties.MAXIMUM_QOS, 1) <= 2;
    }

    static ServerLimits of(MqttConnAckMessage connack, LinkSettings settings) {
        MqttProperties properties = connack.variableHeader().properties();
        return new ServerLimits(
                (int) Math.min(settings.maxInFlight(), number(properties, MqttProperties.RECEIVE_MAXIMUM, 65535)),
                (int) number(properties, MqttProperties.MAXIMUM_QOS, 2),
                TimeUnit.SECONDS.toNanos(number(properties, MqttProperties.SERVER_KEEP_ALIVE, ClientPackets.keepAliveSeconds(settings))),
                number(properties, MqttProperties.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE));
    }

    private static long number(MqttProperties properties, int id, long absent) {
        // The codec keeps four bytes in an int: 0xFFFFFFFF reads as -1.
        return properties.getProperty(id) instanceof MqttProperties.IntegerProperty found ? Integer.toUnsignedLong(found.value()) : absent;
    }
}
