package dev.softclick.cloud;

import static io.netty.handler.codec.mqtt.MqttProperties.TOPIC_ALIAS;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What AWS IoT Core refuses in a packet, whatever the topic. */
final class PacketRules {
    static final int MQTT_5 = 5;
    private static final int MQTT_3_1_1 = 4;

    private PacketRules() {
    }

    static Optional<Refusal> ofConnect(MqttConnectMessage message, ClientIdentity identity) {
        String clientId = Objects.requireNonNullElse(message.payload().clientIdentifier(), "");
        String what = "connect as '" + clientId + "'";
        if (message.variableHeader().version() < MQTT_3_1_1) {
            return Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION, what,
                    "it speaks MQTT 3.1; 3.1.1 and 5 are understood here");
        }
        if (!identity.mayConnectAs(clientId)) {
            return Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5, what, identity.isOperator()
                    ? "the operator's client ids begin with " + CloudRules.OPERATOR_CLIENT_PREFIX
                    : "a thing's client id is its name");
        }
        return message.variableHeader().isWillFlag() ? ofWill(message, identity, what + " with a will") : Optional.empty();
    }

    private static Optional<Refusal> ofWill(MqttConnectMessage message, ClientIdentity identity, String what) {
        String topic = Objects.requireNonNullElse(message.payload().willTopic(), "");
        byte[] payload = message.payload().willMessageInBytes();
        if (message.variableHeader().isWillRetain()) {
            return Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_RETAIN_NOT_SUPPORTED, what, "it is to be retained");
        }
        if (message.variableHeader().willQos() > 1) {
            return Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_QOS_NOT_SUPPORTED, what, "it has QoS 2");
        }
        if (payload != null && payload.length > CloudRules.MAX_PAYLOAD_BYTES) {
            return Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_PACKET_TOO_LARGE, what, tooLong(payload.length));
        }
        Optional<String> fault = TopicRules.faultOfTopic(topic);
        if (fault.isPresent()) {
            return Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_TOPIC_NAME_INVALID, what, "topic '" + topic + "': " + fault.get());
        }
        return identity.mayUse(topic) ? Optional.empty()
                : Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5, what, "topic '" + topic + "' is not its own");
    }

    static Optional<Refusal> ofPublish(MqttPublishMessage message) {
        String topic = Objects.requireNonNullElse(message.variableHeader().topicName(), "");
        String what = "publish to '" + topic + "'";
        int bytes = message.payload().readableBytes();
        if (message.fixedHeader().isRetain()) {
            return Refusal.of(Disconnect.RETAIN_NOT_SUPPORTED, what, "the message is to be retained");
        }
        if (message.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE) {
            return Refusal.of(Disconnect.QOS_NOT_SUPPORTED, what, "the message has QoS 2");
        }
        if (bytes > CloudRules.MAX_PAYLOAD_BYTES) {
            return Refusal.of(Disconnect.PACKET_TOO_LARGE, what, tooLong(bytes));
        }
        if (topic.isEmpty() && message.variableHeader().properties().getProperty(TOPIC_ALIAS) != null) {
            return Optional.empty();
        }
        return TopicRules.faultOfTopic(topic).flatMap(fault -> Refusal.of(Disconnect.TOPIC_NAME_INVALID, what, fault));
    }

    /** @param filters what the connection asked for so far; grows by what it asks for now */
    static Optional<Refusal> ofSubscribe(MqttSubscribeMessage message, Set<String> filters) {
        List<MqttTopicSubscription> subscriptions = message.payload().topicSubscriptions();
        if (subscriptions.size() > CloudRules.MAX_FILTERS_PER_SUBSCRIBE) {
            return Refusal.of(Disconnect.QUOTA_EXCEEDED, "subscribe", subscriptions.size() + " filters at once, more than "
                    + CloudRules.MAX_FILTERS_PER_SUBSCRIBE);
        }
        for (MqttTopicSubscription subscription : subscriptions) {
            String filter = subscription.topicFilter();
            String what = "subscribe to '" + filter + "'";
            if (filter.startsWith("$share/")) {
                return Refusal.of(Disconnect.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED, what, "shared subscriptions are not done here");
            }
            Optional<String> fault = TopicRules.faultOfFilter(filter);
            if (fault.isPresent()) {
                return Refusal.of(Disconnect.TOPIC_FILTER_INVALID, what, fault.get());
            }
            filters.add(filter);
            if (filters.size() > CloudRules.MAX_SUBSCRIPTIONS) {
                return Refusal.of(Disconnect.QUOTA_EXCEEDED, what, "a connection may have " + CloudRules.MAX_SUBSCRIPTIONS + " subscriptions");
            }
        }
        return Optional.empty();
    }

    private static String tooLong(int bytes) {
        return "the payload has " + bytes + " bytes, more than " + CloudRules.MAX_PAYLOAD_BYTES;
    }
}
