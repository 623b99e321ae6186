package dev.softclick.link;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import java.util.List;

/** Checks what the codec decoded: it lets pass more than MQTT does. Copies payloads; releasing stays with the caller. */
final class BrokerPackets {
    /** Length of the variable header of an MQTT 3.1.1 CONNACK, in bytes; in MQTT 5 it is at least one more. */
    private static final int BRIEF_CONNACK = 2;

    private static final BrokerPacket PONG = new BrokerPacket.Pong();

    private BrokerPackets() {}

    static BrokerPacket check(MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            return unreadable(message, message.decoderResult().cause());
        }
        return switch (message) {
            case MqttConnAckMessage connack -> connack(connack);
            case MqttPublishMessage publish -> publish(publish);
            case MqttPubAckMessage puback -> puback(puback.variableHeader());
            case MqttSubAckMessage suback -> suback(suback);
            case MqttUnsubAckMessage unsuback -> new BrokerPacket.UnsubscribeAnswer(unsuback.variableHeader().messageId());
            default ->
                switch (message.fixedHeader().messageType()) {
                    case PINGRESP -> PONG;
                    case DISCONNECT -> disconnect(message);
                    // We send no QoS 2 and no authentication data, so their packets have nothing to answer.
                    default -> bad(message.fixedHeader().messageType() + " makes no sense from a broker");
                };
        };
    }

    private static BrokerPacket unreadable(MqttMessage message, Throwable cause) {
        boolean connack = message.fixedHeader() != null && message.fixedHeader().messageType() == MqttMessageType.CONNACK;
        return new BrokerPacket.Bad(connack ? Refusal.unreadableConnack(cause) : Refusal.malformed(cause));
    }

    private static BrokerPacket connack(MqttConnAckMessage connack) {
        if (!ServerLimits.isValid(connack)) {
            return bad("CONNACK with a limit out of range");
        }
        int code = connack.variableHeader().connectReturnCode().byteValue() & 0xFF;
        return new BrokerPacket.Connack(connack, code, connack.fixedHeader().remainingLength() == BRIEF_CONNACK);
    }

    private static BrokerPacket publish(MqttPublishMessage publish) {
        String topic = publish.variableHeader().topicName();
        MqttQoS qos = publish.fixedHeader().qosLevel();
        if (topic.isEmpty() || publish.variableHeader().properties().getProperty(MqttProperties.TOPIC_ALIAS) != null) {
            return bad("PUBLISH with a topic alias or without a topic");
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.indexOf(0) >= 0) {
            return bad("PUBLISH with a wildcard or a NUL in its topic");
        }
        return switch (qos) {
            case AT_MOST_ONCE -> new BrokerPacket.Message(0, topic, ByteBufUtil.getBytes(publish.payload()));
            case AT_LEAST_ONCE -> {
                int packetId = publish.variableHeader().packetId();
                yield packetId < 1 || packetId > PacketIds.MAX
                        ? bad("PUBLISH without a packet identifier")
                        : new BrokerPacket.Message(packetId, topic, ByteBufUtil.getBytes(publish.payload()));
            }
            case EXACTLY_ONCE, FAILURE -> bad("PUBLISH at a quality of service beyond the one granted");
        };
    }

    private static BrokerPacket puback(MqttMessageIdVariableHeader header) {
        return header instanceof MqttPubReplyMessageVariableHeader reply
                ? new BrokerPacket.PublishAnswer(reply.messageId(), reply.reasonCode() & 0xFF, Refusal.said(reply.properties()))
                : new BrokerPacket.PublishAnswer(header.messageId(), 0, "");
    }

    private static BrokerPacket suback(MqttSubAckMessage suback) {
        List<MqttReasonCodes.SubAck> codes = suback.payload().typedReasonCodes();
        if (codes.size() != 1) {
            return bad("SUBACK with " + codes.size() + " reason codes for one filter");
        }
        MqttReasonCodes.SubAck code = codes.getFirst();
        if (code == null) { // as the codec has it when it knows no such code
            return bad("SUBACK with an unknown reason code");
        }
        MqttMessageIdVariableHeader header = suback.variableHeader();
        String said = header instanceof MqttMessageIdAndPropertiesVariableHeader more ? Refusal.said(more.properties()) : "";
        return new BrokerPacket.SubscribeAnswer(header.messageId(), code.byteValue() & 0xFF, said);
    }

    private static BrokerPacket disconnect(MqttMessage message) {
        return message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                ? new BrokerPacket.Disconnect(Refusal.disconnect(header.reasonCode(), header.properties()))
                : new BrokerPacket.Disconnect(Refusal.disconnect(ReasonCode.NORMAL.code(), MqttProperties.NO_PROPERTIES));
    }

    private static BrokerPacket bad(String words) {
        return new BrokerPacket.Bad(Refusal.protocolError(words));
    }
}
