package dev.softclick.link;

import java.time.Duration;

/** Every wait of the link, named; {@link LinkSettings} holds their lengths. The engine's own are in {@code firmware}. */
public enum LinkTimer implements NamedWait {
    CONNECT(seconds(20), "DNS and TCP together, proxy included; for each network", "own choice"),
    TLS(seconds(20), "TLS handshake", "own choice"),
    CONNACK(seconds(20), "CONNECT to CONNACK", "own choice"),
    PUBACK(seconds(30), "PUBLISH at QoS 1 to PUBACK, then `SEND FAIL`", "wire.md, The AWS commands"),
    SUBACK(seconds(20), "SUBSCRIBE to SUBACK, UNSUBSCRIBE to UNSUBACK; does not run while a slow host keeps the link from being read", "own choice"),
    KEEP_ALIVE(
            seconds(60), seconds(1), seconds(65_535),
            "silence before a PINGREQ; the link is lost when nothing comes for half as long again. 30s to 1200s with AWS",
            "MQTT 5, 3.1.2.10; AWS IoT Core quotas"),
    SESSION_EXPIRY(Duration.ofHours(1), Duration.ZERO, Duration.ofDays(30), "how long the broker keeps the session of a lost link", "MQTT 5, 3.1.2.11.2");

    private final Duration usual;
    private final Duration least;
    private final Duration most;
    private final String meaning;
    private final String source;

    LinkTimer(Duration usual, String meaning, String source) {
        this(usual, Duration.ofMillis(100), Duration.ofMinutes(10), meaning, source);
    }

    LinkTimer(Duration usual, Duration least, Duration most, String meaning, String source) {
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
        this.source = source;
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public Duration usual() {
        return usual;
    }

    @Override
    public Duration least() {
        return least;
    }

    @Override
    public Duration most() {
        return most;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String source() {
        return source;
    }
}
