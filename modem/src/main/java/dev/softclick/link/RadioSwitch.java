package dev.softclick.link;

import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A transport that can be cut off: while it is, what stands breaks and what is tried fails, as for a module without coverage. */
public final class RadioSwitch implements Transport {
    private static final LinkFault OFF = new LinkFault(LinkFault.Cause.NO_NETWORK, "the radio is off");

    private final Executor owner;
    private final Consumer<TransportEvent> events;
    private final Transport transport;
    private boolean on = true;
    private boolean open;

    /** Names the connection that an event belongs to: none is told of one that was closed. */
    private int connection;

    /**
     * Switched on.
     *
     * @param owner where events are told, after the call that caused them has returned
     * @param events takes them
     * @param maker makes what is cut off
     */
    public RadioSwitch(Executor owner, Consumer<TransportEvent> events, TransportMaker maker) {
        this.owner = owner;
        this.events = events;
        this.transport = maker.make(owner, events);
    }

    /** Whether it is on. */
    public boolean on() {
        return on;
    }

    /** Switches it; what stands breaks when it goes off. In a turn of the owner. */
    public void turn(boolean wanted) {
        if (on && !wanted && open) {
            transport.close();
            fail();
        }
        on = wanted;
    }

    private void fail() {
        int failed = connection;
        owner.execute(() -> {
            if (connection == failed) {
                events.accept(new TransportEvent.Closed(OFF));
            }
        });
    }

    @Override
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        open = true;
        connection++;
        if (on) {
            transport.open(material, route, connectTimeout, tlsTimeout);
        } else {
            fail();
        }
    }

    @Override
    public void send(MqttMessage message) {
        if (on) {
            transport.send(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void reading(boolean wanted) {
        transport.reading(wanted);
    }

    @Override
    public void close() {
        open = false;
        connection++;
        transport.close();
    }
}
