package dev.softclick.firmware;

import dev.softclick.link.TopicName;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.ThingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The topic sockets: who is open on what. */
final class TopicSocketTable {
    private final List<TopicSocket> publish = new ArrayList<>();
    private final List<TopicSocket> subscribe = new ArrayList<>();
    private final List<TopicSocket> all = new ArrayList<>();
    private final ThingTopics topics = new ThingTopics();

    /** All sockets closed. 8 of each kind exist, so that {@code AT+AWSPUBCLOSE=2} can answer "not open"; how many open is the dialect's. */
    TopicSocketTable() {
        for (SocketKind kind : SocketKind.values()) {
            for (int i = 0; i < SocketKind.SUBSCRIBE_SOCKETS; i++) {
                TopicSocket socket = new TopicSocket(kind, i);
                sockets(kind).add(socket);
                all.add(socket);
            }
        }
    }

    private List<TopicSocket> sockets(SocketKind kind) {
        return kind == SocketKind.PUBLISH ? publish : subscribe;
    }

    List<TopicSocket> all() {
        return all;
    }

    List<TopicSocket> subscribeSockets() {
        return subscribe;
    }

    TopicSocket socket(SocketKind kind, int index) {
        return sockets(kind).get(index);
    }

    ThingTopics topics() {
        return topics;
    }

    /** The thing whose name ends every topic: what is open moves along. */
    void thing(ThingName name) {
        topics.thing(name);
        subscribe.forEach(socket -> socket.rename(topics));
    }

    /** The cloud that is spoken to, whose limits count: what is open, and it would not take, goes without. */
    void cloud(Endpoint endpoint) {
        topics.cloud(endpoint);
        subscribe.forEach(socket -> socket.rename(topics));
    }

    /** The cloud that the SIM names now; while topics are open the one they were opened with stays. */
    void cloudIfUnused(Endpoint endpoint) {
        if (!needsLink()) {
            topics.cloud(endpoint);
        }
    }

    /** The thing the SIM names now; while topics are open the one they were opened with stays. */
    void thingIfUnused(ThingName name) {
        if (!needsLink()) {
            topics.thing(name);
        }
    }

    /** Whether the application needs the link: a socket is open, or to be opened. */
    boolean needsLink() {
        return all.stream().anyMatch(socket -> socket.isOpen() || socket.opening() != null);
    }

    /** Whether some open or close still owes its result. */
    boolean oweResults() {
        return all.stream().anyMatch(TopicSocket::owesResults);
    }

    /** Where the open publish socket of that index publishes to. */
    Optional<TopicName> publishTopic(int index) {
        String topic = socket(SocketKind.PUBLISH, index).topic();
        return topic == null ? Optional.empty() : topics.publishTopic(topic);
    }

    /** {@code index: topic/thing} of each open socket. */
    List<String> openTopics(SocketKind kind) {
        List<String> lines = new ArrayList<>();
        for (TopicSocket socket : sockets(kind)) {
            String topic = socket.topic();
            if (topic != null) {
                lines.add(socket.index() + ": " + topics.complete(topic));
            }
        }
        return lines;
    }

    /** The open subscribe sockets that a message on {@code topic} is for, in index order. */
    List<TopicSocket> receivers(String topic) {
        List<TopicSocket> receivers = new ArrayList<>(1);
        for (TopicSocket socket : subscribe) {
            if (socket.isOpen() && socket.hears(topic)) {
                receivers.add(socket);
            }
        }
        return receivers;
    }

    /** Whether a subscribe socket is being opened that a message on {@code topic} would be for. */
    boolean receiverOpening(String topic) {
        return subscribe.stream().anyMatch(socket -> !socket.isOpen() && socket.hears(topic));
    }
}
