package dev.softclick.link;

import org.jspecify.annotations.Nullable;

/**
 * The link as its owner holds it: an {@code MqttSession} over a {@link Transport}. All calls come from one thread at a time; time is monotonic
 * nanoseconds, handed in.
 */
public interface CloudLink extends AutoCloseable {
    /** Asks for something; what comes of it is told by {@link #poll()}. */
    void request(LinkRequest request, long now);

    /** Takes what the transport told. */
    void handle(TransportEvent event, long now);

    /** Lets time pass: call at or after {@link #nextTimeout()}. */
    void timeout(long now);

    /** The next event for the firmware, or null. */
    @Nullable LinkEvent poll();

    /** When {@link #timeout} wants to be called, in the same nanoseconds; {@link Long#MAX_VALUE} when there is nothing to wait for. */
    long nextTimeout();

    /** Closes the connection, if any, and releases everything. */
    @Override
    void close();
}
