package dev.softclick.link;

import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.time.Duration;

/**
 * One TLS connection at a time, below {@link MqttSession}: {@link NettyTransport} in life, a simulated network in tests. No call blocks; what
 * happens comes back as {@link TransportEvent}s, none of a connection that was closed by {@link #close()}.
 */
public interface Transport {
    /** Connects by that route (DNS, TCP, TLS with both certificates); {@code material} names where to, port included. */
    void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout);

    /** Sends a packet; releases its payload. Ignored when nothing is open. */
    void send(MqttMessage message);

    /** Stops or goes on reading. */
    void reading(boolean on);

    /** Sends what was handed over, then closes. No event follows. */
    void close();
}
