package dev.softclick.simulation;

import dev.softclick.link.Transport;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.time.Duration;

/** The network as it is; what extends it misbehaves in one verb. */
class TransportWrapper implements Transport {
    final Transport real;

    TransportWrapper(Transport real) {
        this.real = real;
    }

    @Override
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        real.open(material, route, connectTimeout, tlsTimeout);
    }

    @Override
    public void send(MqttMessage message) {
        real.send(message);
    }

    @Override
    public void reading(boolean on) {
        real.reading(on);
    }

    @Override
    public void close() {
        real.close();
    }
}
