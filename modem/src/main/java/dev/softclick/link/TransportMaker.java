package dev.softclick.link;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Makes the transport of one modem, as {@code NoNetwork::new} does. */
@FunctionalInterface
public interface TransportMaker {
    /**
     * Makes it.
     *
     * @param owner runs the owner's turns, one at a time: events are told in them
     * @param events takes the events
     */
    Transport make(Executor owner, Consumer<TransportEvent> events);
}
