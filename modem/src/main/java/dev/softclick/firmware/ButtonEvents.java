package dev.softclick.firmware;

import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicName;
import dev.softclick.sim.SimIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Button presses that wait for a connection, as AWS IoT button events ({@code AT+AWSBUTTON}). */
final class ButtonEvents {
    /** Presses that may wait. */
    static final int MAX_WAITING = 8;

    private final ArrayDeque<LinkRequest.Publish> waiting = new ArrayDeque<>();
    private final Consumer<LinkRequest> link;

    ButtonEvents(Consumer<LinkRequest> link) {
        this.link = link;
    }

    boolean press(SimIdentity identity, String clickType) {
        if (waiting.size() == MAX_WAITING) {
            return false;
        }
        String event = "{\"serialNumber\":\"" + identity.imei() + "\",\"batteryVoltage\":\"3300mV\",\"clickType\":\"" + clickType + "\"}";
        TopicName topic = new TopicName("iotbutton/" + identity.thing());
        waiting.add(new LinkRequest.Publish(PublishIds.NOBODY, topic, event.getBytes(StandardCharsets.UTF_8), false));
        return true;
    }

    boolean waiting() {
        return !waiting.isEmpty();
    }

    void sendAll() {
        waiting.forEach(link);
        waiting.clear();
    }

    /** Gives up what waits; how many that were. */
    int drop() {
        int dropped = waiting.size();
        waiting.clear();
        return dropped;
    }
}
