package dev.softclick.firmware;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The link and the cloud behind it, as the engine sees them: answers at once unless told otherwise, and remembers what it was asked. */
final class FakeCloud {
    private static final Set<LinkFault.Cause> TLS = EnumSet.of(
            LinkFault.Cause.TLS_TIMEOUT,
            LinkFault.Cause.TLS_FAILED,
            LinkFault.Cause.TLS_ALERT_CERTIFICATE,
            LinkFault.Cause.SERVER_NOT_TRUSTED,
            LinkFault.Cause.SERVER_EXPIRED,
            LinkFault.Cause.SERVER_NOT_YET_VALID,
            LinkFault.Cause.SERVER_NAME_MISMATCH);

    private final ArrayDeque<LinkEvent> events = new ArrayDeque<>();
    private final List<LinkRequest> requests = new ArrayList<>();
    private final List<Integer> held = new ArrayList<>();
    private boolean up;
    private long lastDelivery;

    /** What the next connects come to; null: they succeed. */
    LinkFault refusal;

    /** What a connect comes to, when it is judged by what it brings; null: it succeeds. */
    Function<LinkRequest.Connect, LinkFault> judge = connect -> refusal;

    /** Whether a connect hangs until {@link #proceed}. */
    boolean hangs;

    /** Whether acknowledgements (PUBACK, SUBACK, UNSUBACK) wait for {@link #acknowledgeHeld}. */
    boolean holdsAcknowledgements;

    boolean refusesPublishes;
    boolean refusesSubscriptions;
    boolean sessionPresent;

    void request(LinkRequest request) {
        requests.add(request);
        switch (request) {
            case LinkRequest.Connect connect -> {
                events.clear();
                events.add(new LinkEvent.Connecting());
                LinkFault fault = judge.apply(connect);
                if (fault != null) {
                    fails(fault);
                } else if (!hangs) {
                    proceed();
                }
            }
            case LinkRequest.Publish publish -> {
                if (!up || refusesPublishes) {
                    events.add(new LinkEvent.PublishFailed(publish.id(), "refused"));
                } else if (publish.acknowledged() && holdsAcknowledgements) {
                    held.add(publish.id());
                } else {
                    events.add(new LinkEvent.Published(publish.id()));
                }
            }
            case LinkRequest.Subscribe subscribe -> {
                if (!holdsAcknowledgements) {
                    events.add(
                            refusesSubscriptions
                                    ? new LinkEvent.SubscribeRefused(subscribe.id(), "not authorised")
                                    : new LinkEvent.Subscribed(subscribe.id()));
                }
            }
            case LinkRequest.Unsubscribe unsubscribe -> {
                if (!holdsAcknowledgements) {
                    events.add(new LinkEvent.Unsubscribed(unsubscribe.id()));
                }
            }
            case LinkRequest.Disconnect disconnect -> {
                events.clear();
                up = false;
            }
            case LinkRequest.Acknowledge acknowledge -> {}
            case LinkRequest.Reading reading -> {}
        }
    }

    private void fails(LinkFault fault) {
        boolean reached = !fault.cause().network() && fault.cause() != LinkFault.Cause.MATERIAL_UNUSABLE;
        if (reached) {
            events.add(new LinkEvent.NetworkConnected());
        }
        if (reached && !TLS.contains(fault.cause())) {
            events.add(new LinkEvent.Secured());
            events.add(new LinkEvent.ConnectSent());
        }
        events.add(new LinkEvent.Down(fault));
    }

    /** The connection comes about, step by step. */
    void proceed() {
        up = true;
        events.add(new LinkEvent.NetworkConnected());
        events.add(new LinkEvent.Secured());
        events.add(new LinkEvent.ConnectSent());
        events.add(new LinkEvent.Connected(sessionPresent));
    }

    void acknowledgeHeld() {
        held.forEach(id -> events.add(new LinkEvent.Published(id)));
        held.clear();
        for (LinkRequest request : requests) {
            if (request instanceof LinkRequest.Subscribe subscribe) {
                events.add(new LinkEvent.Subscribed(subscribe.id()));
            } else if (request instanceof LinkRequest.Unsubscribe unsubscribe) {
                events.add(new LinkEvent.Unsubscribed(unsubscribe.id()));
            }
        }
    }

    void sends(String topic, String payload) {
        sends(topic, payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    void sends(String topic, byte[] payload) {
        events.add(new LinkEvent.MessageArrived(++lastDelivery, topic, payload));
    }

    void tells(LinkEvent event) {
        events.add(event);
    }

    void drops(LinkFault.Cause cause) {
        up = false;
        held.forEach(id -> events.add(new LinkEvent.PublishFailed(id, "link lost")));
        held.clear();
        events.add(new LinkEvent.Down(new LinkFault(cause, "for the test: " + cause)));
    }

    LinkEvent poll() {
        return events.poll();
    }

    /** What was asked so far. */
    List<LinkRequest> requests() {
        return requests;
    }

    <T extends LinkRequest> List<T> requests(Class<T> kind) {
        return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
