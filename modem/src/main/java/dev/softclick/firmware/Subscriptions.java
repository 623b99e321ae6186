package dev.softclick.firmware;

import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was asked of and granted by the broker on this connection, by filter; sockets on equal topics share one subscription. */
final class Subscriptions {
    enum Status {
        REQUESTED,
        GRANTED,
        REFUSED
    }

    private record Subscription(int id, Status status) {}

    private final Map<TopicFilter, Subscription> byFilter = new HashMap<>();
    private final Set<TopicFilter> leftOver = new HashSet<>();
    private final Consumer<LinkRequest> link;
    private int lastId;

    Subscriptions(Consumer<LinkRequest> link) {
        this.link = link;
    }

    /** What is known of it on this connection; null when it was not asked for. */
    @Nullable Status status(TopicFilter filter) {
        Subscription subscription = byFilter.get(filter);
        return subscription == null ? null : subscription.status();
    }

    void request(TopicFilter filter) {
        int id = ++lastId;
        leftOver.remove(filter);
        byFilter.put(filter, new Subscription(id, Status.REQUESTED));
        link.accept(new LinkRequest.Subscribe(id, filter));
    }

    /** Ends it; the answer comes with the id that is returned. */
    int release(TopicFilter filter) {
        int id = ++lastId;
        byFilter.remove(filter);
        link.accept(new LinkRequest.Unsubscribe(id, filter));
        return id;
    }

    /** Nobody needs it any more, but there is no connection to say so: the broker may have kept it. */
    void abandon(TopicFilter filter) {
        byFilter.remove(filter);
        leftOver.add(filter);
    }

    /** Takes the broker's answer; the filter it was for, or null when it is not asked for any more. */
    @Nullable TopicFilter answered(int id, Status status) {
        for (Map.Entry<TopicFilter, Subscription> entry : byFilter.entrySet()) {
            if (entry.getValue().id() == id) {
                entry.setValue(new Subscription(id, status));
                return entry.getKey();
            }
        }
        return null;
    }

    void forget(TopicFilter filter) {
        byFilter.remove(filter);
    }

    boolean anyGranted() {
        return byFilter.values().stream().anyMatch(subscription -> subscription.status() == Status.GRANTED);
    }

    /** A connection stands: nothing is asked for on it yet; what an earlier one left behind in the broker's session is ended. */
    void connected(boolean sessionPresent) {
        byFilter.clear();
        if (sessionPresent) {
            leftOver.forEach(filter -> link.accept(new LinkRequest.Unsubscribe(++lastId, filter)));
        }
        leftOver.clear();
    }

    void clear() {
        byFilter.clear();
        leftOver.clear();
    }
}
