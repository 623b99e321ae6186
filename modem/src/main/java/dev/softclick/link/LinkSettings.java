package dev.softclick.link;

import java.time.Duration;

/**
 * The link's waits and limits, each with its default.
 *
 * @param mqtt which MQTT to speak (auto)
 * @param connectTimeout DNS and TCP together (20 s)
 * @param tlsTimeout TLS handshake (20 s)
 * @param connackTimeout CONNECT to CONNACK (20 s)
 * @param pubackTimeout PUBLISH at QoS 1 to PUBACK (30 s: wire.md)
 * @param subackTimeout SUBSCRIBE to SUBACK, UNSUBSCRIBE to UNSUBACK (20 s)
 * @param keepAlive longest silence before a PINGREQ (60 s; AWS IoT takes 30 s to 1200 s); the link is lost without PINGRESP after half as long again
 * @param sessionExpiry how long the broker keeps a lost session (1 h; MQTT 5 clause 3.1.2.11.2)
 * @param maxMessage longest message delivered, in bytes (131072); a longer one is acknowledged, logged and not delivered
 * @param receiveMaximum unacknowledged QoS 1 messages we take at once (64; MQTT 5 clause 3.1.2.11.3)
 * @param maxInFlight unacknowledged QoS 1 publishes of ours (100: AWS IoT Core quotas)
 */
public record LinkSettings(
        MqttPolicy mqtt,
        Duration connectTimeout,
        Duration tlsTimeout,
        Duration connackTimeout,
        Duration pubackTimeout,
        Duration subackTimeout,
        Duration keepAlive,
        Duration sessionExpiry,
        int maxMessage,
        int receiveMaximum,
        int maxInFlight) {
    /** The defaults. */
    public static LinkSettings defaults() {
        return new LinkSettings(
                MqttPolicy.AUTO,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofHours(1),
                128 * 1024,
                64,
                100);
    }

    /** The same with another MQTT policy. */
    public LinkSettings withMqtt(MqttPolicy policy) {
        return new LinkSettings(
                policy, connectTimeout, tlsTimeout, connackTimeout, pubackTimeout, subackTimeout, keepAlive, sessionExpiry,
                maxMessage, receiveMaximum, maxInFlight);
    }
}
