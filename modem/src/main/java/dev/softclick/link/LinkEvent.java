package dev.softclick.link;

/** What the link tells the firmware. */
public sealed interface LinkEvent {
    /** A connection attempt begins: DNS and TCP (state 2). Comes again when an MQTT 5 CONNECT was refused and 3.1.1 is tried. */
    record Connecting() implements LinkEvent {}

    /** TCP stands, TLS begins (state 3). */
    record NetworkConnected() implements LinkEvent {}

    /** TLS stands (state 4). */
    record Secured() implements LinkEvent {}

    /** CONNECT was sent (state 5). */
    record ConnectSent() implements LinkEvent {}

    /** CONNACK accepted (state 6). {@code sessionPresent}: the broker kept subscriptions and messages. */
    record Connected(boolean sessionPresent) implements LinkEvent {}

    /** The publish was acknowledged (QoS 1) or handed to the connection (QoS 0). */
    record Published(int id) implements LinkEvent {}

    /** The publish did not get through: refused, not acknowledged in time, connection blocked or gone. It is not sent later. */
    record PublishFailed(int id, String reason) implements LinkEvent {}

    /** SUBACK granted. */
    record Subscribed(int id) implements LinkEvent {}

    /** SUBACK refused. */
    record SubscribeRefused(int id, String reason) implements LinkEvent {}

    /** UNSUBACK came (whatever its code: the subscription is gone). */
    record Unsubscribed(int id) implements LinkEvent {}

    /**
     * A message arrived whole.
     *
     * @param delivery names it in {@link LinkRequest.Acknowledge}; 0 when there is nothing to acknowledge (QoS 0)
     */
    record MessageArrived(long delivery, String topic, byte[] payload) implements LinkEvent {}

    /**
     * The connection is lost, or the attempt failed. Publishes in flight have been answered {@link PublishFailed} before it; subscribes and
     * unsubscribes in flight get no answer.
     */
    record Down(LinkFault fault) implements LinkEvent {}
}
