package dev.softclick.cloud;

import java.time.Duration;

/** The limits of the local cloud, by name. */
public final class CloudRules {
    /** Longest payload of a published message, in bytes: 128 KiB, as in AWS IoT Core (AWS IoT Core quotas). */
    public static final int MAX_PAYLOAD_BYTES = 128 * 1024;

    /** Longest MQTT packet, in bytes after the fixed header: a full payload and 8 KiB for topic and properties. Beyond it nothing is even read. */
    public static final int MAX_PACKET_BYTES = MAX_PAYLOAD_BYTES + 8 * 1024;

    /** Longest topic or topic filter, in bytes of UTF-8, as in AWS IoT Core (AWS IoT Core quotas). */
    public static final int MAX_TOPIC_BYTES = 256;

    /** Most filters in one SUBSCRIBE, as in AWS IoT Core (AWS IoT Core quotas). */
    public static final int MAX_FILTERS_PER_SUBSCRIBE = 8;

    /** Most filters that one connection may subscribe to (AWS IoT Core quotas). */
    public static final int MAX_SUBSCRIPTIONS = 50;

    /** Longest time a session outlives its connection. AWS IoT Core: one hour unless paid for more. */
    public static final Duration MAX_SESSION_EXPIRY = Duration.ofHours(1);

    /** Longest keep-alive; a client that asks for more, or for none, gets this (AWS IoT Core quotas: 30 to 1200 seconds). */
    public static final Duration MAX_KEEP_ALIVE = Duration.ofMinutes(20);

    /** Messages on their way to one client and not acknowledged yet (AWS IoT Core quotas). */
    public static final int MAX_IN_FLIGHT = 100;

    /** Connections at once; what comes on top is closed at once. */
    public static final int MAX_CONNECTIONS = 10_000;

    /** Longest thing name, in characters (AWS IoT API Reference, CreateThing). */
    public static final int MAX_THING_NAME = 128;

    /** What client ids of the operator begin with. No thing may be named so. */
    public static final String OPERATOR_CLIENT_PREFIX = "softclick-operator-";

    /** From accept to the end of the TLS handshake, and from there to CONNECT. */
    static final Duration GREETING_TIMEOUT = Duration.ofSeconds(10);

    /** How long a refused connection stays half open, so that the refusal is read before the reset. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private CloudRules() {
    }

    /** Bytes of messages that may wait for all subscribers together: a quarter of the heap, 64 MiB at most. */
    static long maxWaitingBytes() {
        return Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4);
    }
}
