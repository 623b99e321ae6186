package dev.softclick.link;

import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;

/** What the firmware asks of the link. {@code id} is the firmware's own number for an operation and comes back in its event. */
public sealed interface LinkRequest {
    /**
     * Connect: DNS, TCP, TLS, MQTT. Answered by {@link LinkEvent.Connected} or {@link LinkEvent.Down}, the steps between told as they happen.
     *
     * @param route by which way; {@code material} names where to, port included
     * @param cleanStart whether what the broker kept of an earlier session is dropped (MQTT 5 clause 3.1.2.4)
     */
    record Connect(SecurityMaterial material, NetworkRoute route, String clientId, boolean cleanStart) implements LinkRequest {}

    /**
     * Publish. Answered by {@link LinkEvent.Published} or {@link LinkEvent.PublishFailed}.
     *
     * @param acknowledged true: MQTT QoS 1, answered on PUBACK; false: QoS 0, answered when the connection has taken it
     */
    record Publish(int id, TopicName topic, byte[] payload, boolean acknowledged) implements LinkRequest {}

    /** Subscribe at QoS 1. Answered by {@link LinkEvent.Subscribed} or {@link LinkEvent.SubscribeRefused}. */
    record Subscribe(int id, TopicFilter filter) implements LinkRequest {}

    /** Unsubscribe. Answered by {@link LinkEvent.Unsubscribed}. */
    record Unsubscribe(int id, TopicFilter filter) implements LinkRequest {}

    /** The message of this delivery has left on the wire: tell the broker (PUBACK). A delivery of an earlier connection is ignored. */
    record Acknowledge(long delivery) implements LinkRequest {}

    /** Stops or goes on reading from the connection, so that a slow wire slows the broker. */
    record Reading(boolean on) implements LinkRequest {}

    /** Disconnect and forget the broker's session. No event follows. Also ends a {@link Connect} under way. */
    record Disconnect() implements LinkRequest {}
}
