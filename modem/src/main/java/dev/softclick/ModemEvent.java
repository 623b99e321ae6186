package dev.softclick;

import dev.softclick.firmware.ModemState;

/** What an observer of a modem hears beside the bytes on its line. Never holds key material. */
public sealed interface ModemEvent {
    /** The link is in another state. */
    record StateChanged(ModemState state) implements ModemEvent {}

    /**
     * A message is handed to the link.
     *
     * @param acknowledged true: MQTT QoS 1; false: QoS 0
     */
    record Publishing(String topic, byte[] payload, boolean acknowledged) implements ModemEvent {}

    /**
     * The message before, of those not answered yet, got to the cloud or did not; in the order of {@link Publishing}, but for those that were on their way
     * at once.
     *
     * @param reached true: acknowledged (QoS 1), or handed to the connection (QoS 0)
     */
    record PublishAnswered(boolean reached) implements ModemEvent {}

    /** A message has come from the cloud. */
    record Arrived(String topic, byte[] payload) implements ModemEvent {}

    /** A topic is subscribed, or no longer. */
    record Subscribing(String filter, boolean on) implements ModemEvent {}

    /** The connection is lost, or could not be made. */
    record LinkDown(String reason) implements ModemEvent {}
}
