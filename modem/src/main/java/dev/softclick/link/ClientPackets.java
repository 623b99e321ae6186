package dev.softclick.link;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttSubscribePayload;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribePayload;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.List;

/**
 * The packets a client sends, in MQTT 5 or 3.1.1. The encoder leaves properties out on 3.1.1, so only CONNECT and DISCONNECT ask for the version.
 * Headers that never change are made once.
 */
final class ClientPackets {
    private static final MqttFixedHeader PUBLISH_0 = header(MqttMessageType.PUBLISH, MqttQoS.AT_MOST_ONCE);
    private static final MqttFixedHeader PUBLISH_1 = header(MqttMessageType.PUBLISH, MqttQoS.AT_LEAST_ONCE);
    private static final MqttFixedHeader PUBACK = header(MqttMessageType.PUBACK, MqttQoS.AT_MOST_ONCE);
    private static final MqttMessage PINGREQ = new MqttMessage(header(MqttMessageType.PINGREQ, MqttQoS.AT_MOST_ONCE));

    /** Session expiry that means never (MQTT 5 clause 3.1.2.11.2). */
    private static final long NEVER_EXPIRES = 0xFFFF_FFFFL;

    private ClientPackets() {}

    static MqttConnectMessage connect(MqttVersion version, String clientId, boolean cleanStart, LinkSettings settings) {
        MqttProperties properties = MqttProperties.NO_PROPERTIES;
        if (version == MqttVersion.MQTT_5) {
            properties = new MqttProperties();
            int expiry = (int) Math.clamp(settings.sessionExpiry().toSeconds(), 0L, NEVER_EXPIRES);
            properties.add(new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, expiry));
            properties.add(new MqttProperties.IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, settings.receiveMaximum()));
            properties.add(new MqttProperties.IntegerProperty(MqttProperties.TOPIC_ALIAS_MAXIMUM, 0));
        }
        return new MqttConnectMessage(
                header(MqttMessageType.CONNECT, MqttQoS.AT_MOST_ONCE),
                new MqttConnectVariableHeader(
                        version.protocolName(), version.protocolLevel(), false, false, false, 0, false, cleanStart,
                        keepAliveSeconds(settings), properties),
                new MqttConnectPayload(clientId, MqttProperties.NO_PROPERTIES, null, null, null, null));
    }

    /** Keep-alive as CONNECT carries it: 0 to 65535 s (MQTT 5 clause 3.1.2.10). */
    static int keepAliveSeconds(LinkSettings settings) {
        return (int) Math.clamp(settings.keepAlive().toSeconds(), 0L, 65535L);
    }

    /** @param packetId 0 makes it QoS 0 */
    static MqttPublishMessage publish(TopicName topic, byte[] payload, int packetId) {
        return new MqttPublishMessage(
                packetId == 0 ? PUBLISH_0 : PUBLISH_1,
                new MqttPublishVariableHeader(topic.text(), packetId, MqttProperties.NO_PROPERTIES),
                Unpooled.wrappedBuffer(payload));
    }

    /** Longest a PUBLISH can be on the wire, fixed header included, in bytes. */
    static long publishSize(TopicName topic, byte[] payload) {
        return 5L + 2 + ByteBufUtil.utf8Bytes(topic.text()) + 2 + 1 + payload.length;
    }

    static MqttMessage puback(int packetId) {
        return new MqttPubAckMessage(PUBACK, MqttMessageIdVariableHeader.from(packetId));
    }

    static MqttMessage subscribe(int packetId, TopicFilter filter) {
        return new MqttSubscribeMessage(
                header(MqttMessageType.SUBSCRIBE, MqttQoS.AT_LEAST_ONCE),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubscribePayload(List.of(new MqttTopicSubscription(filter.text(), MqttQoS.AT_LEAST_ONCE))));
    }

    static MqttMessage unsubscribe(int packetId, TopicFilter filter) {
        return new MqttUnsubscribeMessage(
                header(MqttMessageType.UNSUBSCRIBE, MqttQoS.AT_LEAST_ONCE),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttUnsubscribePayload(List.of(filter.text())));
    }

    static MqttMessage pingreq() {
        return PINGREQ;
    }

    /** The DISCONNECT that keeps the broker's session for as long as CONNECT asked. */
    static MqttMessage disconnect() {
        return new MqttMessage(header(MqttMessageType.DISCONNECT, MqttQoS.AT_MOST_ONCE));
    }

    /** The DISCONNECT that makes a broker forget the session (MQTT 5 clause 3.14.2.2.2); 3.1.1 has only the one. */
    static MqttMessage disconnectAndForget(MqttVersion version) {
        if (version != MqttVersion.MQTT_5) {
            return disconnect();
        }
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(MqttProperties.SESSION_EXPIRY_INTERVAL, 0));
        return disconnect(ReasonCode.NORMAL, properties);
    }

    /** The DISCONNECT that tells an MQTT 5 broker what it did wrong. */
    static MqttMessage disconnect(ReasonCode reason) {
        return disconnect(reason, MqttProperties.NO_PROPERTIES);
    }

    private static MqttMessage disconnect(ReasonCode reason, MqttProperties properties) {
        return new MqttMessage(
                header(MqttMessageType.DISCONNECT, MqttQoS.AT_MOST_ONCE),
                new MqttReasonCodeAndPropertiesVariableHeader(reason.asByte(), properties));
    }

    private static MqttFixedHeader header(MqttMessageType type, MqttQoS qos) {
        return new MqttFixedHeader(type, false, qos, false, 0);
    }
}
