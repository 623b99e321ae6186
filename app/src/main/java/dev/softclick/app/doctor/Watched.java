package dev.softclick.app.doctor;

import dev.softclick.link.Transport;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * A transport whose packets are seen on their way out.
 *
 * @param mute nothing is sent at all: TLS is as far as it goes
 */
record Watched(Transport behind, Evidence evidence, boolean mute) implements Transport {
    @Override
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        behind.open(material, route, connectTimeout, tlsTimeout);
    }

    @Override
    public void send(MqttMessage message) {
        if (mute) {
            ReferenceCountUtil.release(message);
        } else {
            evidence.sent(message);
            behind.send(message);
        }
    }

    @Override
    public void reading(boolean on) {
        behind.reading(on);
    }

    @Override
    public void close() {
        behind.close();
    }
}
