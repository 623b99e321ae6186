package dev.softclick.firmware;

import dev.softclick.at.Dialect;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import dev.softclick.link.TopicName;
import dev.softclick.sim.ThingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic sockets: who is open on what, and what opens and closes come to. Nothing here waits; {@link #settle} decides whatever can be decided now
 * and is called after every change.
 */
final class TopicSocketTable {
    private static final Logger log = LoggerFactory.getLogger(TopicSocketTable.class);

    private final List<TopicSocket> publish = new ArrayList<>();
    private final List<TopicSocket> subscribe = new ArrayList<>();
    private final List<TopicSocket> all = new ArrayList<>();
    private final Dialect dialect;
    private final long openLimit;
    private final UnsolicitedQueue unsolicited;
    private final Subscriptions subscriptions;
    private @Nullable ThingName thing;
    private boolean openTimedOut;

    TopicSocketTable(ModemSettings settings, UnsolicitedQueue unsolicited, Consumer<LinkRequest> link) {
        this.dialect = settings.dialect();
        this.openLimit = settings.length(ModemTimer.OPEN).toNanos();
        this.unsolicited = unsolicited;
        this.subscriptions = new Subscriptions(link);
        // 8 of each kind exist, so that AT+AWSPUBCLOSE=2 can answer "not open"; how many publish sockets open is the dialect's
        for (SocketKind kind : SocketKind.values()) {
            for (int i = 0; i < SocketKind.SUBSCRIBE_SOCKETS; i++) {
                sockets(kind).add(new TopicSocket(kind, i));
            }
        }
        all.addAll(publish);
        all.addAll(subscribe);
    }

    private List<TopicSocket> sockets(SocketKind kind) {
        return kind == SocketKind.PUBLISH ? publish : subscribe;
    }

    TopicSocket socket(SocketKind kind, int index) {
        return sockets(kind).get(index);
    }

    /** The thing whose name ends every topic. */
    void thing(ThingName name) {
        thing = name;
    }

    /** The thing the SIM names now; while topics are open the one they were opened with stays. */
    void thingIfUnused(ThingName name) {
        if (!needsLink()) {
            thing = name;
        }
    }

    /** Accepts an open; false when index or topic are impossible, or too many operations wait. */
    boolean open(SocketKind kind, int index, String topic, ResultMark mark) {
        int opened = kind == SocketKind.PUBLISH ? dialect.publishSockets() : SocketKind.SUBSCRIBE_SOCKETS;
        return index < opened
                && isTopic(kind, topic)
                && socket(kind, index).accept(new SocketOperation.Open(topic, mark));
    }

    /** Accepts a close. */
    boolean close(SocketKind kind, int index, ResultMark mark) {
        return index < sockets(kind).size() && socket(kind, index).accept(new SocketOperation.Close(mark));
    }

    private boolean isTopic(SocketKind kind, String topic) {
        if (topic.isEmpty() || topic.endsWith("/")) {
            return false;
        }
        return kind == SocketKind.PUBLISH ? publishTopic(topic).isPresent() : filter(topic).isPresent();
    }

    private String withThing(String topic) {
        return topic + "/" + (thing == null ? "?" : thing.text());
    }

    private Optional<TopicName> publishTopic(String topic) {
        return TopicName.of(withThing(topic));
    }

    private Optional<TopicFilter> filter(String topic) {
        return TopicFilter.of(withThing(topic));
    }

    /** Where the open publish socket of that index publishes to. */
    Optional<TopicName> publishTopic(int index) {
        String topic = socket(SocketKind.PUBLISH, index).topic();
        return topic == null ? Optional.empty() : publishTopic(topic);
    }

    /** {@code index: topic/thing} of each open socket. */
    List<String> openTopics(SocketKind kind) {
        List<String> lines = new ArrayList<>();
        for (TopicSocket socket : sockets(kind)) {
            String topic = socket.topic();
            if (topic != null) {
                lines.add(socket.index() + ": " + withThing(topic));
            }
        }
        return lines;
    }

    /** Whether the application needs the link: a socket is open, or to be opened. */
    boolean needsLink() {
        return all.stream().anyMatch(socket -> socket.isOpen() || socket.opening() != null);
    }

    /** Whether some open or close still owes its result. */
    boolean oweResults() {
        return all.stream().anyMatch(TopicSocket::owesResults);
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
        for (TopicSocket socket : all) {
            earliest = Math.min(earliest, socket.openDeadline());
        }
        return earliest;
    }

    /** Decides every operation that can be decided, and asks the broker for what is missing. */
    void settle(boolean linkReady, long now) {
        for (TopicSocket socket : all) {
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
            restoreSubscriptions();
        }
    }

    private @Nullable SocketResultCode decideOpen(TopicSocket socket, SocketOperation.Open open, boolean linkReady, long now) {
        if (socket.isOpen()) {
            return SocketResultCode.WRONG_STATE;
        }
        if (socket.openDeadline() == Timers.NEVER) {
            socket.openDeadline(now + openLimit);
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
        TopicFilter filter = filter(open.topic()).orElse(null);
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
        String topic = socket.topic();
        if (topic == null) {
            return SocketResultCode.WRONG_STATE;
        }
        if (socket.unsubscribe() != 0) {
            return null;
        }
        TopicFilter filter = socket.kind() == SocketKind.SUBSCRIBE ? filter(topic).orElse(null) : null;
        if (filter != null && !neededByAnother(socket, topic)) {
            if (linkReady && subscriptions.status(filter) != null) {
                socket.unsubscribe(subscriptions.release(filter));
                return null;
            }
            subscriptions.abandon(filter);
        }
        socket.close();
        return SocketResultCode.SUCCESS;
    }

    private boolean neededByAnother(TopicSocket socket, String topic) {
        return subscribe.stream().anyMatch(other -> other != socket
                && other.unsubscribe() == 0
                && (topic.equals(other.topic()) || topic.equals(other.opening())));
    }

    private void restoreSubscriptions() {
        for (TopicSocket socket : subscribe) {
            String topic = socket.topic();
            if (topic != null && socket.unsubscribe() == 0) {
                filter(topic).filter(filter -> subscriptions.status(filter) == null).ifPresent(subscriptions::request);
            }
        }
    }

    private void finish(TopicSocket socket, SocketResultCode result) {
        SocketOperation operation = socket.decided();
        String name;
        String gap;
        if (operation instanceof SocketOperation.Open) {
            name = socket.kind().openUrc() + ":" + dialect.openUrcGap();
            gap = "";
        } else {
            name = (socket.kind() == SocketKind.PUBLISH ? "+AWSPUBCLOSE" : dialect.subscribeCloseUrc()) + ":" + dialect.closeUrcGap();
            gap = dialect.closeUrcInnerGap();
        }
        String head = name + socket.index() + "," + gap;
        unsolicited.add(new Unsolicited.SocketResult(head, result, operation instanceof SocketOperation.Open, operation.mark(), socket));
    }

    /** The broker granted a subscription. */
    void subscribed(int id) {
        subscriptions.answered(id, Subscriptions.Status.GRANTED);
    }

    /**
     * The broker refused a subscription: pending opens of it fail; open sockets keep it to be asked for again.
     *
     * @return whether an open socket has to try again later
     */
    boolean refused(int id, String reason) {
        TopicFilter filter = subscriptions.answered(id, Subscriptions.Status.REFUSED);
        if (filter == null) {
            return false;
        }
        log.warn("subscription to {} refused: {}", filter, reason);
        boolean restoring = false;
        for (TopicSocket socket : subscribe) {
            if (!socket.isOpen() && isFilter(socket.opening(), filter)) {
                finish(socket, SocketResultCode.ERROR);
            }
            restoring |= isFilter(socket.topic(), filter);
        }
        if (!restoring) {
            subscriptions.forget(filter);
        }
        return restoring;
    }

    /** Asks again for what was refused on restoring. */
    void retryRefused() {
        for (TopicSocket socket : subscribe) {
            String topic = socket.topic();
            if (topic != null) {
                filter(topic).filter(filter -> subscriptions.status(filter) == Subscriptions.Status.REFUSED).ifPresent(subscriptions::forget);
            }
        }
    }

    /** The broker ended a subscription. */
    void unsubscribed(int id) {
        for (TopicSocket socket : subscribe) {
            if (socket.unsubscribe() == id) {
                socket.close();
                finish(socket, SocketResultCode.SUCCESS);
            }
        }
    }

    private boolean isFilter(@Nullable String topic, TopicFilter filter) {
        return topic != null && Objects.equals(filter(topic).orElse(null), filter);
    }

    /** A connection stands. */
    void connected(boolean sessionPresent) {
        subscriptions.connected(sessionPresent);
    }

    /** The connection is gone: closes that waited for the broker are done, what was asked must be asked anew. */
    void disconnected() {
        for (TopicSocket socket : subscribe) {
            String topic = socket.topic();
            if (socket.unsubscribe() != 0 && topic != null) {
                filter(topic).ifPresent(subscriptions::abandon);
                socket.close();
                finish(socket, SocketResultCode.SUCCESS);
            }
        }
    }

    /** The cloud refuses for good: pending opens fail now. */
    void failOpens() {
        for (TopicSocket socket : all) {
            if (!socket.isOpen() && socket.head() instanceof SocketOperation.Open) {
                finish(socket, SocketResultCode.ERROR);
            }
        }
    }

    /** Whether at least one topic is subscribed and every open subscribe socket has had its answer. */
    boolean subscriptionsStand() {
        for (TopicSocket socket : subscribe) {
            String topic = socket.topic();
            TopicFilter filter = topic == null ? null : filter(topic).orElse(null);
            if (filter != null && socket.unsubscribe() == 0) {
                Subscriptions.Status status = subscriptions.status(filter);
                if (status == null || status == Subscriptions.Status.REQUESTED) {
                    return false;
                }
            }
        }
        return subscriptions.anyGranted();
    }

    /** The open subscribe sockets that a message on {@code topic} is for, in index order. */
    List<TopicSocket> receivers(String topic) {
        List<TopicSocket> receivers = new ArrayList<>(1);
        for (TopicSocket socket : subscribe) {
            String wanted = socket.topic();
            if (wanted != null && filter(wanted).map(filter -> filter.matches(topic)).orElse(false)) {
                receivers.add(socket);
            }
        }
        return receivers;
    }

    /** Whether a subscribe socket is being opened that a message on {@code topic} would be for. */
    boolean receiverOpening(String topic) {
        return subscribe.stream().anyMatch(socket -> {
            String wanted = socket.isOpen() ? null : socket.opening();
            return wanted != null && filter(wanted).map(filter -> filter.matches(topic)).orElse(false);
        });
    }

    /** {@code AT+AWSRESET}: pending opens fail, pending closes succeed, open sockets go silently. */
    void reset() {
        for (TopicSocket socket : all) {
            socket.close();
            while (socket.head() != null) {
                finish(socket, socket.head() instanceof SocketOperation.Open ? SocketResultCode.ERROR : SocketResultCode.SUCCESS);
            }
        }
        subscriptions.clear();
    }
}
