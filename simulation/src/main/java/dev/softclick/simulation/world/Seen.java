package dev.softclick.simulation.world;

import java.nio.charset.StandardCharsets;

/** What can be seen of a modem from outside: on its line, at its connection, at the broker. Arrays are not to be changed. */
public sealed interface Seen {
    /** A modem was powered up; whatever an earlier one owed is gone. */
    record PoweredUp() implements Seen {}

    /** The modem took these bytes of the host. */
    record Typed(byte[] bytes) implements Seen {
        @Override
        public String toString() {
            return "host>  " + visible(bytes);
        }
    }

    /** The modem handed these bytes to the wire. */
    record Said(byte[] bytes) implements Seen {
        @Override
        public String toString() {
            return "modem< " + visible(bytes);
        }
    }

    /** What was said last has left, the wire is free. */
    record WireFree() implements Seen {}

    /** One call of the engine changed its state. */
    record StateMoved(int from, int to) implements Seen {}

    /** The modem begins a connection. */
    record LinkOpened(String network, long generation) implements Seen {}

    /** TCP stands, as the modem was told. */
    record LinkConnected() implements Seen {}

    /** TLS stands, as the modem was told. */
    record LinkSecured() implements Seen {}

    /** The connection ended, as the modem was told. */
    record LinkBroke(String why) implements Seen {}

    /** The modem closed the connection. */
    record LinkClosed() implements Seen {}

    /** The modem stops or goes on reading its connection. */
    record LinkReading(boolean on) implements Seen {}

    /** The modem sent a packet. */
    record Sent(ClientSays packet) implements Seen {}

    /** A packet of the modem reached the broker, this long after it was sent. */
    record AtBroker(ClientSays packet, long sentAt) implements Seen {}

    /** The modem was given a packet of the broker. */
    record Received(BrokerSays packet) implements Seen {}

    /** A message was published in the cloud; {@code kept}: the broker holds it for the modem's subscription. */
    record CloudPublished(CloudMessage message, boolean kept) implements Seen {}

    /** The broker dropped what it held for the modem, for no doing of the modem's. */
    record SessionLost() implements Seen {}

    /** The clock jumped. */
    record ClockJumped(long nanos) implements Seen {}

    /** A line of the product's log. */
    record Logged(String line) implements Seen {}

    /** The weather. */
    record Weathered(String what) implements Seen {}

    /** One round of requests and events between engine and link ended. */
    record Exchanged(int requests, int events) implements Seen {}

    /** The faults are over. */
    record Quiet() implements Seen {}

    /** The product threw. */
    record Threw(String what) implements Seen {}

    /** Time passed. */
    record Ticked(boolean linkAlive) implements Seen {}

    /** Control characters made visible. */
    static String visible(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                default -> {
                    if (c >= ' ' && c < 127) {
                        text.append(c);
                    } else {
                        text.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                    }
                }
            }
        }
        return text.toString();
    }
}
