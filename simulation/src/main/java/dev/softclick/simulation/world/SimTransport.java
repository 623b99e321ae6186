package dev.softclick.simulation.world;

import dev.softclick.link.Transport;
import dev.softclick.link.TransportEvent;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The transport of one modem: whole packets over simulated networks. */
final class SimTransport implements Transport {
    private final World world;
    private final Consumer<TransportEvent> events;
    private @Nullable Connection connection;

    /** @param events told on a turn of their own, never from within a call */
    SimTransport(World world, Consumer<TransportEvent> events) {
        this.world = world;
        this.events = events;
    }

    @Override
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        if (connection != null) {
            connection.close();
        }
        connection = new Connection(world, this, material, route, connectTimeout, tlsTimeout);
    }

    @Override
    public void send(MqttMessage message) {
        ClientSays packet = Packets.read(message);
        ReferenceCountUtil.release(message);
        if (connection != null && !connection.over()) {
            world.tell(new Seen.Sent(packet));
            connection.send(packet);
        }
    }

    @Override
    public void reading(boolean on) {
        if (connection != null) {
            world.tell(new Seen.LinkReading(on));
            connection.reading(on);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            world.tell(new Seen.LinkClosed());
            connection.close();
            connection = null;
        }
    }

    @Nullable Connection connection() {
        return connection;
    }

    void tell(TransportEvent event) {
        events.accept(event);
    }

    void vanish() {
        if (connection != null) {
            connection.vanish();
            connection = null;
        }
    }
}
