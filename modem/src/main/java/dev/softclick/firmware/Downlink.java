package dev.softclick.firmware;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages from the cloud on their way to the host. Each is acknowledged to the broker when its last unsolicited result has left; when too many wait
 * the link is not read.
 */
final class Downlink {
    private static final Logger log = LoggerFactory.getLogger(Downlink.class);

    /**
     * How many messages may wait for their SUBACK before the link is not read: twice what a broker may send unacknowledged
     * ({@link dev.softclick.link.LinkSettings#receiveMaximum}), because only reading on brings the SUBACK.
     */
    static final int EARLY_FULL = 128;

    private final TopicSocketTable sockets;
    private final UnsolicitedQueue unsolicited;
    private final Consumer<LinkRequest> link;

    /** Messages for a topic whose SUBACK has not come yet. */
    private final ArrayDeque<LinkEvent.MessageArrived> early = new ArrayDeque<>(1);

    private boolean reading = true;

    Downlink(TopicSocketTable sockets, UnsolicitedQueue unsolicited, Consumer<LinkRequest> link) {
        this.sockets = sockets;
        this.unsolicited = unsolicited;
        this.link = link;
    }

    void arrived(LinkEvent.MessageArrived message) {
        List<TopicSocket> receivers = sockets.receivers(message.topic());
        if (receivers.isEmpty() && sockets.receiverOpening(message.topic())) {
            early.add(message);
        } else if (receivers.isEmpty()) {
            log.debug("nobody is subscribed to {} any more: message dropped", message.topic());
            acknowledge(message.delivery());
        } else {
            deliver(message, receivers);
        }
    }

    private void deliver(LinkEvent.MessageArrived message, List<TopicSocket> receivers) {
        for (int i = 0; i < receivers.size(); i++) {
            boolean last = i == receivers.size() - 1;
            unsolicited.add(new Unsolicited.Data(receivers.get(i).index(), message.payload(), last ? message.delivery() : null));
        }
    }

    /** Delivers what came before its subscription was granted, and reads the link or not, as there is room. */
    void settle() {
        for (int i = early.size(); i > 0; i--) {
            arrived(early.remove());
        }
        boolean room = unsolicited.size() < UnsolicitedQueue.FULL && early.size() < EARLY_FULL;
        if (room != reading) {
            reading = room;
            link.accept(new LinkRequest.Reading(room));
        }
    }

    /** A new connection is read from the start. */
    void connected() {
        if (!reading) {
            link.accept(new LinkRequest.Reading(false));
        }
    }

    /** The connection is gone: what it had not said yet comes again on the next one. */
    void disconnected() {
        early.clear();
    }

    void left(Unsolicited.Data data) {
        if (data.delivery() != null) {
            acknowledge(data.delivery());
        }
    }

    private void acknowledge(long delivery) {
        if (delivery != 0) {
            link.accept(new LinkRequest.Acknowledge(delivery));
        }
    }

    /** {@code AT+AWSRESET}. */
    void reset() {
        early.clear();
        unsolicited.reset();
    }
}
