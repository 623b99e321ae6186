package dev.softclick.link;

import dev.softclick.sim.Endpoint;
import java.time.Duration;

/**
 * The link's waits and limits, each with its default; what the waits are for is told by {@link LinkTimer}.
 *
 * @param mqtt which MQTT to speak (auto)
 * @param connectTimeout {@link LinkTimer#CONNECT}
 * @param tlsTimeout {@link LinkTimer#TLS}
 * @param connackTimeout {@link LinkTimer#CONNACK}
 * @param pubackTimeout {@link LinkTimer#PUBACK}
 * @param subackTimeout {@link LinkTimer#SUBACK}
 * @param keepAlive {@link LinkTimer#KEEP_ALIVE}
 * @param sessionExpiry {@link LinkTimer#SESSION_EXPIRY}
 * @param maxMessage longest message delivered, in bytes (131072); a longer one is acknowledged, logged and not delivered
 * @param receiveMaximum unacknowledged QoS 1 messages we take at once (64; MQTT 5 clause 3.1.2.11.3)
 * @param maxInFlight unacknowledged QoS 1 publishes of ours (100: AWS IoT Core quotas)
 */
public record LinkSettings(
        MqttPolicy mqtt,
        Duration connectTimeout,
        Duration tlsTimeout,
        Duration connackTimeout,
        Duration pubackTimeout,
        Duration subackTimeout,
        Duration keepAlive,
        Duration sessionExpiry,
        int maxMessage,
        int receiveMaximum,
        int maxInFlight) {
    /** Shortest keep-alive that AWS takes (AWS IoT Core quotas). */
    static final Duration AWS_LEAST_KEEP_ALIVE = Duration.ofSeconds(30);

    /** Longest keep-alive that AWS takes (AWS IoT Core quotas). */
    static final Duration AWS_MOST_KEEP_ALIVE = Duration.ofMinutes(20);

    /** The defaults. */
    public static LinkSettings defaults() {
        return new LinkSettings(
                MqttPolicy.AUTO,
                LinkTimer.CONNECT.usual(),
                LinkTimer.TLS.usual(),
                LinkTimer.CONNACK.usual(),
                LinkTimer.PUBACK.usual(),
                LinkTimer.SUBACK.usual(),
                LinkTimer.KEEP_ALIVE.usual(),
                LinkTimer.SESSION_EXPIRY.usual(),
                128 * 1024,
                64,
                100);
    }

    /** The same with another MQTT policy. */
    public LinkSettings withMqtt(MqttPolicy policy) {
        return new LinkSettings(
                policy, connectTimeout, tlsTimeout, connackTimeout, pubackTimeout, subackTimeout, keepAlive, sessionExpiry,
                maxMessage, receiveMaximum, maxInFlight);
    }

    /**
     * The same with one wait set.
     *
     * @throws IllegalArgumentException with one line when it can't be that long
     */
    public LinkSettings withTimer(LinkTimer timer, Duration length) {
        timer.check(length);
        return new LinkSettings(
                mqtt,
                timer == LinkTimer.CONNECT ? length : connectTimeout,
                timer == LinkTimer.TLS ? length : tlsTimeout,
                timer == LinkTimer.CONNACK ? length : connackTimeout,
                timer == LinkTimer.PUBACK ? length : pubackTimeout,
                timer == LinkTimer.SUBACK ? length : subackTimeout,
                timer == LinkTimer.KEEP_ALIVE ? length : keepAlive,
                timer == LinkTimer.SESSION_EXPIRY ? length : sessionExpiry,
                maxMessage,
                receiveMaximum,
                maxInFlight);
    }

    /** How long that wait is. */
    public Duration length(LinkTimer timer) {
        return switch (timer) {
            case CONNECT -> connectTimeout;
            case TLS -> tlsTimeout;
            case CONNACK -> connackTimeout;
            case PUBACK -> pubackTimeout;
            case SUBACK -> subackTimeout;
            case KEEP_ALIVE -> keepAlive;
            case SESSION_EXPIRY -> sessionExpiry;
        };
    }

    /** The same within the limits of the cloud at {@code endpoint}. */
    LinkSettings within(Endpoint endpoint) {
        if (!endpoint.isAws()) {
            return this;
        }
        long seconds = Math.clamp(keepAlive.toSeconds(), AWS_LEAST_KEEP_ALIVE.toSeconds(), AWS_MOST_KEEP_ALIVE.toSeconds());
        return withTimer(LinkTimer.KEEP_ALIVE, Duration.ofSeconds(seconds));
    }
}
