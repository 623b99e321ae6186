package dev.softclick.firmware;

import dev.softclick.link.TopicFilter;
import java.util.List;

/** The subscribe sockets and what the broker has granted them: restored on each new connection, shared by sockets on equal topics. */
final class SubscribedSockets {
    private final TopicSocketTable sockets;
    private final Subscriptions subscriptions;

    SubscribedSockets(TopicSocketTable sockets, Subscriptions subscriptions) {
        this.sockets = sockets;
        this.subscriptions = subscriptions;
    }

    /** Asks for what open sockets lack. */
    void restore() {
        for (TopicSocket socket : sockets.subscribeSockets()) {
            TopicFilter filter = socket.filterToRestore();
            if (filter != null && subscriptions.status(filter) == null) {
                subscriptions.request(filter);
            }
        }
    }

    /** What was refused on restoring is no longer known as asked for. */
    void forgetRefused() {
        for (TopicSocket socket : sockets.subscribeSockets()) {
            TopicFilter filter = socket.filterToRestore();
            if (filter != null && subscriptions.status(filter) == Subscriptions.Status.REFUSED) {
                subscriptions.forget(filter);
            }
        }
    }

    /** Whether at least one topic is subscribed and every open socket has had its answer. */
    boolean stand() {
        for (TopicSocket socket : sockets.subscribeSockets()) {
            TopicFilter filter = socket.filterToRestore();
            Subscriptions.Status status = filter == null ? Subscriptions.Status.REFUSED : subscriptions.status(filter);
            if (status == null || status == Subscriptions.Status.REQUESTED) {
                return false;
            }
        }
        return subscriptions.anyGranted();
    }

    boolean neededByAnother(TopicSocket socket, TopicFilter filter) {
        return sockets.subscribeSockets().stream()
                .anyMatch(other -> other != socket && other.unsubscribe() == 0 && filter.equals(other.filter()));
    }

    /** Whether an open socket has that filter. */
    boolean open(TopicFilter filter) {
        return sockets.subscribeSockets().stream().anyMatch(socket -> socket.isOpen() && filter.equals(socket.filter()));
    }

    /** The sockets that are being opened on that filter. */
    List<TopicSocket> opening(TopicFilter filter) {
        return sockets.subscribeSockets().stream().filter(socket -> !socket.isOpen() && filter.equals(socket.filter())).toList();
    }
}
