package dev.softclick.firmware;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One publish or subscribe socket: open or not, and the operations that wait on it, decided one after the other. */
final class TopicSocket {
    /** Opens and closes that may wait on one index. */
    static final int MAX_WAITING = 64;

    private final SocketKind kind;
    private final int index;
    private final ArrayDeque<SocketOperation> waiting = new ArrayDeque<>(2);
    private @Nullable String topic;
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

    void open(String awsTopic) {
        topic = awsTopic;
    }

    void close() {
        topic = null;
    }

    boolean accept(SocketOperation operation) {
        if (unreported >= MAX_WAITING) {
            return false;
        }
        waiting.add(operation);
        unreported++;
        return true;
    }

    @Nullable SocketOperation head() {
        return waiting.peek();
    }

    /** The topic of the open at the head; null when there is none. */
    @Nullable String opening() {
        return waiting.peek() instanceof SocketOperation.Open open ? open.topic() : null;
    }

    /** Takes the decided operation off the queue. */
    SocketOperation decided() {
        openDeadline = Timers.NEVER;
        unsubscribe = 0;
        return waiting.remove();
    }

    long openDeadline() {
        return openDeadline;
    }

    void openDeadline(long deadline) {
        openDeadline = deadline;
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
