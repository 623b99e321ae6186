package dev.softclick.firmware;

import dev.softclick.at.Dialect;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What opens and closes come to. Nothing here waits: {@link #settle} decides whatever can be decided now, and is called after every change.
 */
final class SocketOperations {
    private final Dialect dialect;
    private final long openLimit;
    private final TopicSocketTable sockets;
    private final UnsolicitedQueue unsolicited;
    private final Timers timers;
    private final Subscriptions subscriptions;
    private final SubscribedSockets subscribed;
    private final TroubleLog log;
    private boolean openTimedOut;

    SocketOperations(ModemSettings settings, Timers timers, TopicSocketTable sockets, UnsolicitedQueue unsolicited, Consumer<LinkRequest> link,
            TroubleLog log) {
        this.dialect = settings.dialect();
        this.openLimit = settings.length(ModemTimer.OPEN).toNanos();
        this.sockets = sockets;
        this.unsolicited = unsolicited;
        this.timers = timers;
        this.subscriptions = new Subscriptions(link);
        this.subscribed = new SubscribedSockets(sockets, subscriptions);
        this.log = log;
    }

    /** Accepts an open; false when index or topic are impossible, or too many operations wait. */
    boolean open(SocketKind kind, int index, String topic, ResultMark mark) {
        int opened = kind == SocketKind.PUBLISH ? dialect.publishSockets() : SocketKind.SUBSCRIBE_SOCKETS;
        return index < opened && possible(kind, topic) && sockets.socket(kind, index).accept(new SocketOperation.Open(topic, mark));
    }

    private boolean possible(SocketKind kind, String topic) {
        ThingTopics topics = sockets.topics();
        return kind == SocketKind.PUBLISH ? topics.publishTopic(topic).isPresent() : topics.filter(topic).isPresent();
    }

    /** Accepts a close; false when the index is impossible, or too many operations wait. */
    boolean close(SocketKind kind, int index, ResultMark mark) {
        return index < SocketKind.SUBSCRIBE_SOCKETS && sockets.socket(kind, index).accept(new SocketOperation.Close(mark));
    }

    /** Whether an open was given up for its time since this was last asked. */
    boolean takeOpenTimedOut() {
        boolean was = openTimedOut;
        openTimedOut = false;
        return was;
    }

    /** When {@link #settle} must be called again though nothing happens. */
    long nextDeadline() {
        long earliest = Timers.NEVER;
        for (TopicSocket socket : sockets.all()) {
            earliest = Math.min(earliest, socket.openDeadline());
        }
        return earliest;
    }

    /** Decides every operation that can be decided, and asks the broker for what is missing. */
    void settle(boolean linkReady, long now) {
        for (TopicSocket socket : sockets.all()) {
            SocketResultCode result;
            do {
                result = switch (socket.head()) {
                    case null -> null;
                    case SocketOperation.Open open -> decideOpen(socket, open, linkReady, now);
                    case SocketOperation.Close close -> decideClose(socket, linkReady);
                };
                if (result != null) {
                    finish(socket, result);
                }
            } while (result != null);
        }
        if (linkReady) {
            subscribed.restore();
        }
    }

    private @Nullable SocketResultCode decideOpen(TopicSocket socket, SocketOperation.Open open, boolean linkReady, long now) {
        if (socket.isOpen()) {
            return SocketResultCode.WRONG_STATE;
        }
        // Accepted before the SIM held keys, and those turned out to be for another thing, or a cloud that does not take it.
        if (!possible(socket.kind(), open.topic())) {
            return SocketResultCode.ERROR;
        }
        if (socket.openDeadline() == Timers.NEVER) {
            socket.begin(sockets.topics(), now + openLimit);
        }
        if (now >= socket.openDeadline()) {
            openTimedOut = true;
            return SocketResultCode.ERROR;
        }
        if (!linkReady) {
            return null;
        }
        if (socket.kind() == SocketKind.PUBLISH) {
            socket.open(open.topic());
            return SocketResultCode.SUCCESS;
        }
        TopicFilter filter = socket.filter();
        if (filter == null) {
            return SocketResultCode.ERROR;
        }
        return switch (subscriptions.status(filter)) {
            case null -> {
                subscriptions.request(filter);
                yield null;
            }
            case REQUESTED -> null;
            case REFUSED -> SocketResultCode.ERROR;
            case GRANTED -> {
                socket.open(open.topic());
                yield SocketResultCode.SUCCESS;
            }
        };
    }

    private @Nullable SocketResultCode decideClose(TopicSocket socket, boolean linkReady) {
        if (!socket.isOpen()) {
            return SocketResultCode.WRONG_STATE;
        }
        if (socket.unsubscribe() != 0) {
            return null;
        }
        TopicFilter filter = socket.filter();
        if (filter != null && !subscribed.neededByAnother(socket, filter)) {
            if (linkReady && subscriptions.status(filter) != null) {
                socket.unsubscribe(subscriptions.release(filter));
                return null;
            }
            subscriptions.abandon(filter);
        }
        socket.close();
        return SocketResultCode.SUCCESS;
    }

    private void finish(TopicSocket socket, SocketResultCode result) {
        SocketOperation operation = socket.decided();
        boolean opened = operation instanceof SocketOperation.Open;
        String closeUrc = socket.kind() == SocketKind.PUBLISH ? "+AWSPUBCLOSE" : dialect.subscribeCloseUrc();
        String head = opened
                ? socket.kind().openUrc() + ":" + dialect.openUrcGap() + socket.index() + ","
                : closeUrc + ":" + dialect.closeUrcGap() + socket.index() + "," + dialect.closeUrcInnerGap();
        unsolicited.add(new Unsolicited.SocketResult(head, result, opened, operation.mark(), socket));
    }

    /** Takes the broker's answer to a subscribe or unsubscribe; other events are for others. */
    void handle(LinkEvent event, long now) {
        switch (event) {
            case LinkEvent.Subscribed granted -> subscriptions.answered(granted.id(), Subscriptions.Status.GRANTED);
            case LinkEvent.SubscribeRefused refused -> refused(refused.id(), refused.reason(), now);
            case LinkEvent.Unsubscribed unsubscribed -> unsubscribed(unsubscribed.id());
            default -> {}
        }
    }

    /** Pending opens of it fail; open sockets keep it to be asked for again. */
    private void refused(int id, String reason, long now) {
        TopicFilter filter = subscriptions.answered(id, Subscriptions.Status.REFUSED);
        if (filter == null) {
            return;
        }
        log.trouble("subscription to " + filter + " refused: " + reason);
        subscribed.opening(filter).forEach(socket -> finish(socket, SocketResultCode.ERROR));
        if (subscribed.open(filter)) {
            timers.start(ModemTimer.RESUBSCRIBE, now);
        } else {
            subscriptions.forget(filter);
        }
    }

    /** Lets time pass: what was refused on restoring is asked for again. */
    void timeout(long now) {
        if (timers.expired(ModemTimer.RESUBSCRIBE, now)) {
            subscribed.forgetRefused();
        }
    }

    private void unsubscribed(int id) {
        for (TopicSocket socket : sockets.subscribeSockets()) {
            if (socket.unsubscribe() == id) {
                socket.close();
                finish(socket, SocketResultCode.SUCCESS);
            }
        }
    }

    /** A connection stands. */
    void connected(boolean sessionPresent) {
        subscriptions.connected(sessionPresent);
    }

    /** Whether at least one topic is subscribed and every open subscribe socket has had its answer. */
    boolean subscriptionsStand() {
        return subscribed.stand();
    }

    /** The connection is gone: closes that waited for the broker are done, what was asked must be asked anew. */
    void disconnected() {
        timers.stop(ModemTimer.RESUBSCRIBE);
        for (TopicSocket socket : sockets.subscribeSockets()) {
            TopicFilter filter = socket.filter();
            if (socket.unsubscribe() != 0 && filter != null) {
                subscriptions.abandon(filter);
                socket.close();
                finish(socket, SocketResultCode.SUCCESS);
            }
        }
    }

    /** The cloud refuses for good: pending opens fail now. */
    void failOpens() {
        for (TopicSocket socket : sockets.all()) {
            if (!socket.isOpen() && socket.opening() != null) {
                finish(socket, SocketResultCode.ERROR);
            }
        }
    }

    /** {@code AT+AWSRESET}: pending opens fail, pending closes succeed, open sockets go silently. */
    void reset() {
        for (TopicSocket socket : sockets.all()) {
            socket.close();
            while (socket.head() != null) {
                finish(socket, socket.opening() != null ? SocketResultCode.ERROR : SocketResultCode.SUCCESS);
            }
        }
        subscriptions.clear();
    }
}
