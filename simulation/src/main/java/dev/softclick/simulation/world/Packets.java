package dev.softclick.simulation.world;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;

/** Between the codec's packets and ours. */
final class Packets {
    private Packets() {}

    static ClientSays read(MqttMessage message) {
        return switch (message) {
            case MqttConnectMessage connect -> new ClientSays.Connect(
                    connect.variableHeader().version(), connect.payload().clientIdentifier(), connect.variableHeader().isCleanSession(),
                    number(connect.variableHeader().properties(), MqttProperties.SESSION_EXPIRY_INTERVAL, 0),
                    number(connect.variableHeader().properties(), MqttProperties.RECEIVE_MAXIMUM, 65535));
            case MqttPublishMessage publish -> new ClientSays.Publish(
                    Math.max(0, publish.variableHeader().packetId()), publish.variableHeader().topicName(), ByteBufUtil.getBytes(publish.payload()));
            case MqttSubscribeMessage subscribe -> new ClientSays.Subscribe(
                    subscribe.variableHeader().messageId(), subscribe.payload().topicSubscriptions().getFirst().topicFilter());
            case MqttUnsubscribeMessage unsubscribe -> new ClientSays.Unsubscribe(
                    unsubscribe.variableHeader().messageId(), unsubscribe.payload().topics().getFirst());
            case MqttPubAckMessage puback -> new ClientSays.Puback(puback.variableHeader().messageId());
            default -> switch (message.fixedHeader().messageType()) {
                case PINGREQ -> new ClientSays.Ping();
                case DISCONNECT -> new ClientSays.Disconnect(
                        message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header
                                && header.properties().getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL) != null);
                default -> throw new IllegalStateException("a client does not send " + message.fixedHeader().messageType());
            };
        };
    }

    static MqttMessage write(BrokerSays packet) {
        return switch (packet) {
            case BrokerSays.Connack connack -> connack(connack);
            case BrokerSays.Publish publish -> new MqttPublishMessage(
                    new MqttFixedHeader(MqttMessageType.PUBLISH, publish.again(), MqttQoS.valueOf(publish.message().qos()), false, 0),
                    new MqttPublishVariableHeader(publish.message().topic(), publish.id()), Unpooled.copiedBuffer(publish.message().payload()));
            case BrokerSays.Puback puback -> new MqttPubAckMessage(
                    header(MqttMessageType.PUBACK), new MqttPubReplyMessageVariableHeader(puback.id(), (byte) puback.code(), MqttProperties.NO_PROPERTIES));
            case BrokerSays.Suback suback -> new MqttSubAckMessage(
                    header(MqttMessageType.SUBACK), new MqttMessageIdAndPropertiesVariableHeader(suback.id(), MqttProperties.NO_PROPERTIES),
                    new MqttSubAckPayload(suback.code()));
            case BrokerSays.Unsuback unsuback -> new MqttUnsubAckMessage(
                    header(MqttMessageType.UNSUBACK), MqttMessageIdVariableHeader.from(unsuback.id()), new MqttUnsubAckPayload((short) 0));
            case BrokerSays.Pong _ -> new MqttMessage(header(MqttMessageType.PINGRESP));
            case BrokerSays.Disconnect disconnect -> new MqttMessage(
                    header(MqttMessageType.DISCONNECT),
                    new MqttReasonCodeAndPropertiesVariableHeader((byte) disconnect.code(), MqttProperties.NO_PROPERTIES));
            case BrokerSays.Garbage garbage -> garbage.insteadOfConnack()
                    ? MqttMessageFactory.newInvalidMessage(header(MqttMessageType.CONNACK), null, new DecoderException(garbage.why()))
                    : MqttMessageFactory.newInvalidMessage(new DecoderException(garbage.why()));
            case BrokerSays.OutOfPlace wrong -> new MqttMessage(
                    header(wrong.kind() == 0 ? MqttMessageType.PINGREQ : wrong.kind() == 1 ? MqttMessageType.AUTH : MqttMessageType.PUBREL));
        };
    }

    private static MqttMessage connack(BrokerSays.Connack connack) {
        MqttProperties properties = new MqttProperties();
        if (connack.receiveMaximum() > 0) {
            properties.add(new MqttProperties.IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, connack.receiveMaximum()));
        }
        if (connack.keepAlive() > 0) {
            properties.add(new MqttProperties.IntegerProperty(MqttProperties.SERVER_KEEP_ALIVE, connack.keepAlive()));
        }
        return new MqttConnAckMessage(
                new MqttFixedHeader(MqttMessageType.CONNACK, false, MqttQoS.AT_MOST_ONCE, false, connack.brief() ? 2 : 3),
                new MqttConnAckVariableHeader(MqttConnectReturnCode.valueOf((byte) connack.code()), connack.sessionPresent(), properties));
    }

    /** Whether the codec has a name for that CONNACK code; the others reach the session as packets that can't be read. */
    static boolean codecKnowsConnack(int code) {
        try {
            MqttConnectReturnCode.valueOf((byte) code);
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private static MqttFixedHeader header(MqttMessageType type) {
        return new MqttFixedHeader(type, false, MqttQoS.AT_MOST_ONCE, false, 0);
    }

    private static int number(MqttProperties properties, int id, int absent) {
        return properties.getProperty(id) instanceof MqttProperties.IntegerProperty found ? found.value() : absent;
    }
}
