package dev.softclick.link;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttVersion;

/** What the first packet after CONNECT means. */
sealed interface ConnectAnswer {
    /** We are in; {@code sessionPresent} as the broker says. */
    record Accepted(ServerLimits limits, boolean sessionPresent) implements ConnectAnswer {}

    /** Not in this MQTT version; the fault stands when no other is left to try. */
    record WrongVersion(LinkFault fault) implements ConnectAnswer {}

    /** Not in any version. */
    record Refused(LinkFault fault) implements ConnectAnswer {}

    static ConnectAnswer of(BrokerPacket packet, MqttVersion spoken, LinkSettings settings) {
        return switch (packet) {
            case BrokerPacket.Connack connack -> of(connack, spoken, settings);
            case BrokerPacket.Bad bad -> new Refused(bad.fault());
            case BrokerPacket.Disconnect disconnect -> new Refused(disconnect.fault());
            case BrokerPacket.Message _, BrokerPacket.PublishAnswer _, BrokerPacket.SubscribeAnswer _, BrokerPacket.UnsubscribeAnswer _,
                    BrokerPacket.Pong _ -> new Refused(Refusal.protocolError("another packet before CONNACK"));
        };
    }

    private static ConnectAnswer of(BrokerPacket.Connack connack, MqttVersion spoken, LinkSettings settings) {
        int code = connack.code();
        MqttProperties properties = connack.message().variableHeader().properties();
        if (ReasonCode.V3_UNACCEPTABLE_VERSION.is(code) || ReasonCode.UNSUPPORTED_VERSION.is(code)) {
            return new WrongVersion(Refusal.connack(code, properties));
        }
        if (code != 0) {
            return new Refused(Refusal.connack(code, properties));
        }
        // A broker that knows no MQTT 5 may say yes to it, in 3.1.1: then only 3.1.1 can be spoken.
        if (connack.brief() && spoken == MqttVersion.MQTT_5) {
            return new WrongVersion(Refusal.protocolError("an MQTT 3.1.1 CONNACK to an MQTT 5 CONNECT"));
        }
        return new Accepted(
                ServerLimits.of(connack.message(), settings), connack.message().variableHeader().isSessionPresent());
    }
}
