package dev.softclick.simulation.world;

/** A packet of the modem, as the broker reads it. */
public sealed interface ClientSays {
    /** CONNECT; {@code expiry} in seconds. */
    record Connect(int version, String clientId, boolean cleanStart, int expiry, int receiveMaximum) implements ClientSays {}

    /** PUBLISH; {@code id} is 0 at QoS 0. */
    record Publish(int id, String topic, byte[] payload) implements ClientSays {
        @Override
        public String toString() {
            return "Publish[" + id + " " + topic + " " + Seen.visible(payload) + "]";
        }
    }

    /** PUBACK. */
    record Puback(int id) implements ClientSays {}

    /** SUBSCRIBE. */
    record Subscribe(int id, String filter) implements ClientSays {}

    /** UNSUBSCRIBE. */
    record Unsubscribe(int id, String filter) implements ClientSays {}

    /** PINGREQ. */
    record Ping() implements ClientSays {}

    /** DISCONNECT; {@code forget}: and drop the session. */
    record Disconnect(boolean forget) implements ClientSays {}
}
