package dev.softclick.link;

import io.netty.handler.codec.mqtt.MqttMessage;

/** What a {@link Transport} tells. */
public sealed interface TransportEvent {
    /** Whether the connection waits until others of this process are made; while it does, no time of its own runs. Nothing of it: it need not wait. */
    record InLine(boolean waits) implements TransportEvent {}

    /** TCP stands. */
    record NetworkConnected() implements TransportEvent {}

    /** TLS stands, the cloud's certificate was found good. */
    record Secured() implements TransportEvent {}

    /** A packet; the receiver releases its payload. */
    record Received(MqttMessage message) implements TransportEvent {}

    /** A PUBLISH longer than the limit was skipped; {@code packetId} is 0 at QoS 0. */
    record Oversized(String topic, int packetId, long bytes) implements TransportEvent {}

    /** Whether the connection takes more without queueing beyond its bound. */
    record Writable(boolean writable) implements TransportEvent {}

    /** The connection failed or was closed by the other side. */
    record Closed(LinkFault fault) implements TransportEvent {}
}
