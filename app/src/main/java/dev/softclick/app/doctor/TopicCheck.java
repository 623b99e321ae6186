package dev.softclick.app.doctor;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import dev.softclick.link.TopicName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the cloud allows on a topic: to subscribe, to publish, and whether what is published comes back. */
final class TopicCheck {
    private static final int SUBSCRIBE_ID = 1;
    private static final int PUBLISH_ID = 2;
    private static final int UNSUBSCRIBE_ID = 3;

    /** A refused publish may be followed by the end of the connection. */
    private static final Duration AFTERTHOUGHT = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final ProbeLink link;
    private final String topic;
    private final Advice advice;
    private final Duration patience;
    private final Audience audience;
    private final byte[] payload;
    private boolean back;
    private boolean lost;
    private int others;

    /**
     * @param topic the whole of it
     * @param patience longest wait for an answer; the link has its own
     * @param random makes the message one of its kind
     */
    TopicCheck(ProbeLink link, String topic, Advice advice, Duration patience, RandomGenerator random, Audience audience) {
        this.link = link;
        this.topic = topic;
        this.advice = advice;
        this.patience = patience.plus(AFTERTHOUGHT);
        this.audience = audience;
        this.payload = ("softclick doctor " + Integer.toHexString(random.nextInt())).getBytes(StandardCharsets.US_ASCII);
    }

    void walk() throws InterruptedException {
        boolean subscribed = subscribe();
        if (lost) {
            found(Finding.notTried(Check.PUBLISH, "not tried"));
            found(Finding.notTried(Check.ROUND_TRIP, "not tried"));
            return;
        }
        boolean published = publish();
        if (subscribed && published) {
            roundTrip();
        } else {
            found(Finding.notTried(Check.ROUND_TRIP, "not tried"));
        }
        if (subscribed && !lost) {
            link.request(new LinkRequest.Unsubscribe(UNSUBSCRIBE_ID, new TopicFilter(topic)));
            answer(Check.ROUND_TRIP, FAREWELL);
        }
    }

    private boolean subscribe() throws InterruptedException {
        link.request(new LinkRequest.Subscribe(SUBSCRIBE_ID, new TopicFilter(topic)));
        return switch (answer(Check.SUBSCRIBE, patience)) {
            case LinkEvent.Subscribed _ -> {
                found(Finding.ok(Check.SUBSCRIBE, "may subscribe to " + topic));
                yield true;
            }
            case LinkEvent.SubscribeRefused(int _, String reason) ->
                wrong(Check.SUBSCRIBE, "may not subscribe to " + topic + ": " + reason);
            case LinkEvent.Down(LinkFault fault) ->
                wrong(Check.SUBSCRIBE, "the connection ended when we subscribed to " + topic + ": " + fault.text());
            case null, default -> wrong(Check.SUBSCRIBE, "no answer to SUBSCRIBE in time");
        };
    }

    private boolean publish() throws InterruptedException {
        link.request(new LinkRequest.Publish(PUBLISH_ID, new TopicName(topic), payload, true));
        return switch (answer(Check.PUBLISH, patience)) {
            case LinkEvent.Published _ -> {
                found(Finding.ok(Check.PUBLISH, "may publish to " + topic + ", and it was acknowledged (QoS 1)"));
                yield true;
            }
            case LinkEvent.PublishFailed(int _, String reason) -> {
                // Told before the connection's end that caused it.
                boolean cut = answer(Check.PUBLISH, AFTERTHOUGHT) instanceof LinkEvent.Down;
                yield wrong(Check.PUBLISH, cut
                        ? "the cloud cut the connection when we published to " + topic + ", as AWS IoT does with what it does not allow: " + reason
                        : "may not publish to " + topic + ": " + reason);
            }
            case LinkEvent.Down(LinkFault fault) ->
                wrong(Check.PUBLISH, "the connection ended when we published to " + topic + ": " + fault.text());
            case null, default -> wrong(Check.PUBLISH, "no PUBACK in time");
        };
    }

    private void roundTrip() throws InterruptedException {
        LinkEvent last = back ? null : answer(Check.ROUND_TRIP, patience);
        List<String> left = others == 0 ? List.of() : List.of(others + " other messages wait for the modem, and are left to it");
        if (back) {
            found(Finding.ok(Check.ROUND_TRIP, "the message came back").with(left));
        } else {
            String why = last instanceof LinkEvent.Down(LinkFault fault) ? fault.text() : "it did not come back in time";
            found(Finding.wrong(Check.ROUND_TRIP, "the message was acknowledged, but " + why, advice.allow(Check.SUBSCRIBE, topic)).with(left));
        }
    }

    private boolean wrong(Check check, String text) {
        found(Finding.wrong(check, text, advice.allow(check, topic)));
        return false;
    }

    /** The next event that answers something; null when none came, or our message did while that was waited for. */
    private @Nullable LinkEvent answer(Check check, Duration longest) throws InterruptedException {
        while (true) {
            LinkEvent event = link.next(() -> check, longest);
            if (event instanceof LinkEvent.Down) {
                lost = true;
            }
            if (!(event instanceof LinkEvent.MessageArrived message)) {
                return event;
            }
            if (message.topic().equals(topic) && Arrays.equals(message.payload(), payload)) {
                link.request(new LinkRequest.Acknowledge(message.delivery()));
                back = true;
                if (check == Check.ROUND_TRIP) {
                    return null;
                }
            } else {
                others++;
            }
        }
    }

    private void found(Finding finding) {
        audience.found(finding);
    }
}
