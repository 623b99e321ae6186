package dev.softclick.link;

import dev.softclick.sim.Endpoint;
import io.netty.handler.codec.mqtt.MqttVersion;
import org.jspecify.annotations.Nullable;

/** Which MQTT version the next CONNECT speaks: 5 first, 3.1.1 after a refusal, then what worked at this endpoint. */
final class VersionChoice {
    private final MqttPolicy policy;
    private MqttVersion version;
    private boolean proven;
    private @Nullable Endpoint endpoint;

    VersionChoice(MqttPolicy policy) {
        this.policy = policy;
        this.version = first(policy);
    }

    /** A connection attempt begins. */
    void begin(Endpoint to) {
        if (!proven || !to.equals(endpoint)) {
            proven = false;
            version = first(policy);
        }
        endpoint = to;
    }

    MqttVersion version() {
        return version;
    }

    /** CONNACK accepted: this version stays. */
    void worked() {
        proven = true;
    }

    /**
     * The broker would not have this version.
     *
     * @param said whether it said so; a mere close counts only as long as no version has worked there
     * @return whether to try again at once with another version
     */
    boolean refused(boolean said) {
        if (policy != MqttPolicy.AUTO || proven && !said) {
            return false;
        }
        proven = false;
        if (version != MqttVersion.MQTT_5) {
            return false;
        }
        version = MqttVersion.MQTT_3_1_1;
        return true;
    }

    private static MqttVersion first(MqttPolicy policy) {
        return policy == MqttPolicy.MQTT_3_1_1 ? MqttVersion.MQTT_3_1_1 : MqttVersion.MQTT_5;
    }
}
