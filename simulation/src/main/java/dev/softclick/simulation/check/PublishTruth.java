package dev.softclick.simulation.check;

import dev.softclick.simulation.world.BrokerSays;
import dev.softclick.simulation.world.ClientSays;
import dev.softclick.simulation.world.Seen;
import dev.softclick.simulation.world.SimCard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guards what SEND OK and SEND FAIL claim: acknowledged means at the broker; failed means not sent later. */
final class PublishTruth implements Checker {
    /** A publish that was under way when the ear went deaf began at most so long before. */
    private static final long DEAF_BEFORE = 200_000_000_000L;

    private static final class Message {
        int attempts;
        int claimed;
        int arrived;
        int acknowledged;
        final List<long[]> windows = new ArrayList<>();
        final List<Long> sentAt = new ArrayList<>();
    }

    private final Verdict verdict;
    private final SocketBook book;
    private final Map<String, Message> messages = new HashMap<>();
    private final Map<Integer, Message> inFlight = new HashMap<>();
    private final List<long[]> unknown = new ArrayList<>();
    private final Ear ear;
    private @Nullable String topic;
    private long deafSince = -1;

    PublishTruth(Verdict verdict, Ear ear, SocketBook book) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
    }

    @Override
    public void see(long now, Seen seen) {
        if (!ear.hears() && deafSince < 0) {
            deafSince = now;
        } else if (ear.hears() && deafSince >= 0) {
            unknown.add(new long[] {deafSince - DEAF_BEFORE, now});
            deafSince = -1;
        }
        switch (seen) {
            case Seen.LinkOpened _, Seen.PoweredUp _ -> inFlight.clear();
            case Seen.Sent sent when sent.packet() instanceof ClientSays.Publish publish && publish.id() != 0 ->
                inFlight.put(publish.id(), of(publish.topic(), publish.payload()));
            case Seen.Received received when received.packet() instanceof BrokerSays.Puback puback -> {
                Message message = inFlight.remove(puback.id());
                if (message != null && puback.code() < 0x80) {
                    message.acknowledged++;
                }
            }
            case Seen.AtBroker at when at.packet() instanceof ClientSays.Publish publish && !publish.topic().startsWith("iotbutton/") -> {
                Message message = of(publish.topic(), publish.payload());
                message.arrived++;
                message.sentAt.add(at.sentAt());
            }
            default -> {}
        }
    }

    @Override
    public void hear(long now, Heard heard) {
        if (heard instanceof Heard.Abandoned abandoned) {
            unknown.add(new long[] {abandoned.typedAt(), now});
        } else if (heard instanceof Heard.Prompt prompt) {
            String open = prompt.order().index() < 8 ? book.socket(true, prompt.order().index()).topic : null;
            topic = open == null ? null : open + "/" + SimCard.THING;
            if (topic == null) {
                verdict.broken("PublishTruth", now, "a prompt for a socket that is not open");
            }
        } else if (heard instanceof Heard.SendResult result && topic != null) {
            Message message = of(topic, result.payload());
            message.attempts++;
            message.windows.add(new long[] {result.payloadAt(), now});
            if (result.ok() && result.order().acknowledged()) {
                message.claimed++;
                if (message.claimed > message.arrived || message.claimed > message.acknowledged) {
                    verdict.broken("PublishTruth", now, "SEND OK, but the broker has it " + message.arrived + " times and acknowledged it "
                            + message.acknowledged + " times: " + Seen.visible(result.payload()));
                }
            }
        }
    }

    private Message of(String mqttTopic, byte[] payload) {
        return messages.computeIfAbsent(mqttTopic + "\n" + new String(payload, StandardCharsets.ISO_8859_1), key -> new Message());
    }

    @Override
    public void end(long now) {
        if (deafSince >= 0) {
            unknown.add(new long[] {deafSince - DEAF_BEFORE, now});
        }
        messages.forEach((key, message) -> {
            long known = message.sentAt.stream().filter(sent -> !within(unknown, sent)).count();
            String shown = Seen.visible(key.getBytes(StandardCharsets.ISO_8859_1));
            if (known > message.attempts) {
                verdict.broken("PublishTruth", now, "published " + message.attempts + " times, but at the broker " + known + " times: " + shown);
            }
            for (long sent : message.sentAt) {
                if (!within(unknown, sent) && !within(message.windows, sent)) {
                    verdict.broken("PublishTruth", now, "sent behind the host's back, at " + sent / 1_000_000 + " ms: " + shown);
                }
            }
        });
    }

    private static boolean within(List<long[]> windows, long time) {
        return windows.stream().anyMatch(window -> time >= window[0] && time <= window[1]);
    }
}
