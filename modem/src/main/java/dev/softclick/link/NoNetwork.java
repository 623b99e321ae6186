package dev.softclick.link;

import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The transport of a modem without any network ({@code --cloud none}): every connection fails with {@link LinkFault.Cause#NO_NETWORK}. */
public final class NoNetwork implements Transport {
    private static final LinkFault FAULT = new LinkFault(LinkFault.Cause.NO_NETWORK, "there is no network");

    private final Executor owner;
    private final Consumer<TransportEvent> events;
    private volatile int connection;

    /**
     * @param owner where events are told, after the call that caused them has returned
     * @param events takes them
     */
    public NoNetwork(Executor owner, Consumer<TransportEvent> events) {
        this.owner = owner;
        this.events = events;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one caller thread at a time
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        int opened = ++connection;
        owner.execute(() -> {
            if (connection == opened) {
                events.accept(new TransportEvent.Closed(FAULT));
            }
        });
    }

    @Override
    public void send(MqttMessage message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void reading(boolean on) {
        // nothing to read from
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void close() {
        connection++;
    }
}
