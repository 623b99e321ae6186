package dev.softclick.cloud;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttSubscriptionOption;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;

/** Takes out of a packet what the cloud passes over without a word, as AWS IoT Core does. */
final class PacketTrim {
    private PacketTrim() {
    }

    static MqttMessage trim(MqttMessage message) {
        return switch (message) {
            case MqttConnectMessage connect -> withoutPassword(connect);
            case MqttSubscribeMessage subscribe -> atMostQos1(subscribe);
            default -> message;
        };
    }

    /** The certificate says who the client is. The broker would look at user names first, and knows some of its own. */
    private static MqttConnectMessage withoutPassword(MqttConnectMessage connect) {
        MqttConnectPayload payload = connect.payload();
        byte[] noPassword = null;
        return new MqttConnectMessage(connect.fixedHeader(), connect.variableHeader(), new MqttConnectPayload(
                payload.clientIdentifier(), payload.willProperties(), payload.willTopic(), payload.willMessageInBytes(), null, noPassword));
    }

    /** QoS 2 is granted as QoS 1, which SUBACK tells (MQTT 5 clause 3.9.3). */
    private static MqttSubscribeMessage atMostQos1(MqttSubscribeMessage subscribe) {
        return new MqttSubscribeMessage(subscribe.fixedHeader(), subscribe.idAndPropertiesVariableHeader(), new MqttSubscribePayload(
                subscribe.payload().topicSubscriptions().stream().map(PacketTrim::atMostQos1).toList()));
    }

    private static MqttTopicSubscription atMostQos1(MqttTopicSubscription wish) {
        MqttSubscriptionOption option = wish.option();
        return option.qos() != MqttQoS.EXACTLY_ONCE ? wish : new MqttTopicSubscription(wish.topicFilter(), new MqttSubscriptionOption(
                MqttQoS.AT_LEAST_ONCE, option.isNoLocal(), option.isRetainAsPublished(), option.retainHandling()));
    }
}
