package dev.softclick.app.doctor;

/** What is looked at, in this order; from {@link #NETWORK} to {@link #CONNACK} for each network of the SIM. */
public enum Check {
    SIM("SIM", "the SIM"),
    CLOCK("Clock", "the clock"),
    CLOUD("Cloud", "the local cloud to start"),
    NETWORK("Network", "the network"),
    DNS("DNS", "DNS"),
    TCP("TCP", "a TCP connection"),
    TLS("TLS", "the TLS handshake"),
    CONNACK("MQTT", "an answer to CONNECT"),
    SUBSCRIBE("Subscribe", "an answer to SUBSCRIBE"),
    PUBLISH("Publish", "an answer to PUBLISH"),
    ROUND_TRIP("Round trip", "the message to come back");

    private final String title;
    private final String awaited;

    Check(String title, String awaited) {
        this.title = title;
        this.awaited = awaited;
    }

    /** As people see it. */
    public String title() {
        return title;
    }

    /** What is waited for, in words. */
    public String awaited() {
        return awaited;
    }
}
