package dev.softclick.testing.transcript;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The link and the cloud behind it for an engine in virtual time: answers at once unless told otherwise. It delivers as a broker does: what is
 * published to a topic that the modem subscribed, by itself too. One thread at a time.
 */
public final class EngineCloud implements CloudSide {
    /** Messages that nobody has asked for; beyond it the oldest is forgotten. */
    private static final int MAX_SEEN = 1000;

    private final ArrayDeque<LinkEvent> events = new ArrayDeque<>();
    private final ArrayDeque<CloudMessage> seen = new ArrayDeque<>();
    private final Set<TopicFilter> filters = new LinkedHashSet<>();
    private final List<LinkEvent> held = new ArrayList<>();
    private Function<LinkRequest.Connect, Optional<LinkFault>> judge = connect -> Optional.empty();
    private boolean hangs;
    private boolean holds;
    private boolean refusesPublishes;
    private boolean refusesSubscriptions;
    private boolean up;
    private long deliveries;

    /** From now on connects come to this; null: they succeed. */
    public void refuse(@Nullable LinkFault fault) {
        judge = connect -> Optional.ofNullable(fault);
    }

    /** From now on connects come to what {@code each} says of them, by their keys or their route; nothing: they succeed. */
    public void judge(Function<LinkRequest.Connect, Optional<LinkFault>> each) {
        judge = each;
    }

    /** From now on connects begin and do not end, or (false) succeed again. */
    public void hang(boolean on) {
        hangs = on;
    }

    /** From now on publishes are refused, or not. */
    public void refusePublishes(boolean on) {
        refusesPublishes = on;
    }

    /** From now on subscriptions are refused, or not. */
    public void refuseSubscriptions(boolean on) {
        refusesSubscriptions = on;
    }

    /** From now on acknowledgements wait; with false those that wait are given. */
    public void holdAcknowledgements(boolean on) {
        holds = on;
        if (!on) {
            events.addAll(held);
            held.clear();
        }
    }

    /** The link breaks. */
    public void drop(LinkFault fault) {
        up = false;
        held.clear();
        events.add(new LinkEvent.Down(fault));
    }

    @Override
    public void publish(String topic, byte[] payload) {
        if (up && filters.stream().anyMatch(filter -> filter.matches(topic))) {
            events.add(new LinkEvent.MessageArrived(++deliveries, topic, payload));
        }
    }

    @Override
    public @Nullable CloudMessage poll() {
        return seen.poll();
    }

    @Override
    public void close() {}

    /** What the link tells the modem next, or null. */
    @Nullable LinkEvent nextEvent() {
        return events.poll();
    }

    void request(LinkRequest request) {
        switch (request) {
            case LinkRequest.Connect connect -> connect(connect);
            case LinkRequest.Publish publish -> published(publish);
            case LinkRequest.Subscribe subscribe -> {
                if (refusesSubscriptions) {
                    events.add(new LinkEvent.SubscribeRefused(subscribe.id(), "not authorised"));
                } else {
                    filters.add(subscribe.filter());
                    acknowledge(new LinkEvent.Subscribed(subscribe.id()));
                }
            }
            case LinkRequest.Unsubscribe unsubscribe -> {
                filters.remove(unsubscribe.filter());
                acknowledge(new LinkEvent.Unsubscribed(unsubscribe.id()));
            }
            case LinkRequest.Disconnect _ -> {
                events.clear();
                filters.clear();
                up = false;
            }
            case LinkRequest.Acknowledge _ -> {}
            case LinkRequest.Reading _ -> {}
        }
    }

    private void connect(LinkRequest.Connect asked) {
        events.clear();
        if (asked.cleanStart()) {
            filters.clear();
        }
        events.add(new LinkEvent.Connecting());
        LinkFault refusal = judge.apply(asked).orElse(null);
        if (refusal != null) {
            events.add(new LinkEvent.Down(refusal));
        } else if (!hangs) {
            up = true;
            events.add(new LinkEvent.NetworkConnected());
            events.add(new LinkEvent.Secured());
            events.add(new LinkEvent.ConnectSent());
            events.add(new LinkEvent.Connected(!filters.isEmpty()));
        }
    }

    private void published(LinkRequest.Publish publish) {
        if (!up || refusesPublishes) {
            events.add(new LinkEvent.PublishFailed(publish.id(), "refused"));
            return;
        }
        if (seen.size() == MAX_SEEN) {
            seen.removeFirst();
        }
        seen.add(new CloudMessage(publish.topic().text(), publish.payload()));
        if (publish.acknowledged()) {
            acknowledge(new LinkEvent.Published(publish.id()));
        } else {
            events.add(new LinkEvent.Published(publish.id()));
        }
        publish(publish.topic().text(), publish.payload());
    }

    private void acknowledge(LinkEvent event) {
        if (holds) {
            held.add(event);
        } else {
            events.add(event);
        }
    }
}
