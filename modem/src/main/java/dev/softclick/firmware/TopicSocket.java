package dev.softclick.firmware;

import dev.softclick.link.TopicFilter;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One publish or subscribe socket: open or not, and the operations that wait on it, decided one after the other. */
final class TopicSocket {
    /** Opens and closes that may wait on one index. */
    static final int MAX_WAITING = 64;

    private final SocketKind kind;
    private final int index;

    /** Null until the first: most sockets of most modems are never used. */
    private @Nullable ArrayDeque<SocketOperation> waiting;

    private @Nullable String topic;
    private @Nullable TopicFilter filter;
    private int unreported;

    /** When the open at the head of the queue is given up; {@link Timers#NEVER} until it is begun. */
    private long openDeadline = Timers.NEVER;

    /** The unsubscribe that the close at the head waits for; 0 for none. */
    private int unsubscribe;

    TopicSocket(SocketKind kind, int index) {
        this.kind = kind;
        this.index = index;
    }

    SocketKind kind() {
        return kind;
    }

    int index() {
        return index;
    }

    boolean isOpen() {
        return topic != null;
    }

    /** The topic as the host gave it; null when not open. */
    @Nullable String topic() {
        return topic;
    }

    /** Begins the open at the head of the queue; it is given up at {@code deadline}. */
    void begin(ThingTopics topics, long deadline) {
        openDeadline = deadline;
        rename(topics);
    }

    void open(String awsTopic) {
        topic = awsTopic;
    }

    void close() {
        topic = null;
        filter = null;
    }

    /** The thing has a name, or another one: what is open or being opened is now called so. */
    void rename(ThingTopics topics) {
        String awsTopic = topic != null ? topic : opening();
        filter = kind == SocketKind.PUBLISH || awsTopic == null ? null : topics.filter(awsTopic).orElse(null);
    }

    /** What a subscribe socket that is open, or whose open has begun, is subscribed to; null for any other. */
    @Nullable TopicFilter filter() {
        return filter;
    }

    /** What is to be subscribed on a new connection: the filter of an open socket that is not being closed; else null. */
    @Nullable TopicFilter filterToRestore() {
        return topic != null && unsubscribe == 0 ? filter : null;
    }

    /** Whether a message on {@code mqttTopic} is for this socket. */
    boolean hears(String mqttTopic) {
        return filter != null && filter.matches(mqttTopic);
    }

    boolean accept(SocketOperation operation) {
        if (unreported >= MAX_WAITING) {
            return false;
        }
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(operation);
        unreported++;
        return true;
    }

    @Nullable SocketOperation head() {
        return waiting == null ? null : waiting.peek();
    }

    /** The topic of the open at the head; null when there is none. */
    @Nullable String opening() {
        return head() instanceof SocketOperation.Open open ? open.topic() : null;
    }

    /** Takes the decided operation off the queue. */
    SocketOperation decided() {
        openDeadline = Timers.NEVER;
        unsubscribe = 0;
        filter = topic == null ? null : filter;
        return Objects.requireNonNull(waiting, "nothing was to be decided").remove();
    }

    long openDeadline() {
        return openDeadline;
    }

    int unsubscribe() {
        return unsubscribe;
    }

    void unsubscribe(int id) {
        unsubscribe = id;
    }

    /** The unsolicited result of one operation has left. */
    void reported() {
        unreported--;
    }

    /** Whether some operation has not been decided, or its result has not left yet. */
    boolean owesResults() {
        return unreported > 0;
    }
}
