package dev.softclick.cloud;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttReasonCodes;
import java.util.Optional;

/** Why a packet does not get through: what the client wanted, why not, and the code it is told (MQTT 5 clause 2.4). */
sealed interface Refusal {
    String what();

    String why();

    /** A refused CONNECT: CONNACK, then close. */
    record Connect(MqttConnectReturnCode code, String what, String why) implements Refusal {
        /** The code of MQTT 3.1.1 (clause 3.2.2.3) that comes nearest. */
        MqttConnectReturnCode codeOf311() {
            return code == MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION
                    ? MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION
                    : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
        }
    }

    /** Any other packet: DISCONNECT, then close. */
    record Cut(MqttReasonCodes.Disconnect code, String what, String why) implements Refusal {
    }

    static Optional<Refusal> of(MqttReasonCodes.Disconnect code, String what, String why) {
        return Optional.of(new Cut(code, what, why));
    }

    static Optional<Refusal> ofConnect(MqttConnectReturnCode code, String what, String why) {
        return Optional.of(new Connect(code, what, why));
    }
}
