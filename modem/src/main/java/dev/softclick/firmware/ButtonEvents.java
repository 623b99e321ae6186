package dev.softclick.firmware;

import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicName;
import dev.softclick.sim.SimIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Button presses that wait for a connection, as AWS IoT button events ({@code AT+AWSBUTTON}). */
final class ButtonEvents {
    private static final Logger log = LoggerFactory.getLogger(ButtonEvents.class);

    /** Presses that may wait. */
    static final int MAX_WAITING = 8;

    private final ArrayDeque<LinkRequest.Publish> waiting = new ArrayDeque<>(1);
    private final Timers timers;
    private final Consumer<LinkRequest> link;

    ButtonEvents(Timers timers, Consumer<LinkRequest> link) {
        this.timers = timers;
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

    /** Sends what waits, or lets it wait for a connection. */
    void settle(boolean linkReady, long now) {
        if (linkReady) {
            waiting.forEach(link);
            drop();
        } else if (waiting() && !timers.running(ModemTimer.BUTTON)) {
            timers.start(ModemTimer.BUTTON, now);
        }
    }

    /** Lets time pass. */
    void timeout(long now) {
        if (timers.expired(ModemTimer.BUTTON, now)) {
            log.warn("{} button event(s) dropped: no connection in time", waiting.size());
            drop();
        }
    }

    /** A publish failed; told when it was one of these. */
    void failed(int id, String reason) {
        if (id == PublishIds.NOBODY) {
            log.warn("button event not sent: {}", reason);
        }
    }

    /** Forgets what waits. */
    void drop() {
        waiting.clear();
        timers.stop(ModemTimer.BUTTON);
    }
}
