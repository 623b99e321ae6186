package dev.softclick.simulation.check;

import dev.softclick.simulation.world.BrokerSays;
import dev.softclick.simulation.world.ClientSays;
import dev.softclick.simulation.world.CloudMessage;
import dev.softclick.simulation.world.Seen;
import dev.softclick.simulation.world.SimCard;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Guards that every QoS 1 message to an open subscription reaches the host at least once, that none is acknowledged before it was said, and that
 * nothing is said that was not sent. Excused: power failures, resets, a broker that forgot, and what docs/technical/states.md says of MQTT 3.1.1.
 */
final class NothingLost implements Checker {
    private record Debt(int socket, int message) {}

    private final Verdict verdict;
    private final Ear ear;
    private final SocketBook book;
    private final Map<Integer, CloudMessage> sent = new HashMap<>();
    private final Map<Debt, Long> owed = new LinkedHashMap<>();
    private final Map<Debt, Integer> heardTimes = new HashMap<>();
    private final Map<Integer, Integer> deliveredTimes = new HashMap<>();
    private final Map<Integer, CloudMessage> unacknowledged = new HashMap<>();
    private final Map<Integer, Integer> heardBefore = new HashMap<>();
    private boolean deaf;

    NothingLost(Verdict verdict, Ear ear, SocketBook book) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
    }

    @Override
    public void see(long now, Seen seen) {
        if (!ear.hears()) {
            deaf = true;
            owed.clear();
        }
        switch (seen) {
            case Seen.PoweredUp _ -> {
                deaf = false;
                forget();
            }
            case Seen.SessionLost _ -> owed.clear();
            case Seen.LinkOpened _ -> unacknowledged.clear();
            case Seen.CloudPublished published -> {
                CloudMessage message = published.message();
                sent.put(message.number(), message);
                if (published.kept() && !deaf) {
                    for (int socket : book.receivers(message.topic(), SimCard.THING)) {
                        if (book.heardBy(socket) != null && ear.place() != Heard.Place.RESPONSE) {
                            owed.put(new Debt(socket, message.number()), now);
                        }
                    }
                }
            }
            case Seen.Received received when received.packet() instanceof BrokerSays.Publish publish -> {
                int number = publish.message().number();
                deliveredTimes.merge(number, 1, Integer::sum);
                if (publish.id() != 0) {
                    unacknowledged.put(publish.id(), publish.message());
                    heardBefore.put(publish.id(), timesHeard(number));
                }
            }
            case Seen.Sent ack when ack.packet() instanceof ClientSays.Puback puback -> acknowledged(now, puback.id());
            default -> {}
        }
    }

    private int timesHeard(int message) {
        int times = 0;
        for (int socket = 0; socket < 8; socket++) {
            times += heardTimes.getOrDefault(new Debt(socket, message), 0);
        }
        return times;
    }

    private void acknowledged(long now, int packetId) {
        CloudMessage message = unacknowledged.remove(packetId);
        if (message == null || deaf || ear.place() == Heard.Place.RESPONSE) {
            return;
        }
        List<Integer> receivers = book.receivers(message.topic(), SimCard.THING);
        boolean someOpen = receivers.stream().anyMatch(socket -> book.heardBy(socket) != null);
        if (someOpen && timesHeard(message.number()) <= heardBefore.getOrDefault(packetId, 0) && deliveredTimes.getOrDefault(message.number(), 0) == 1) {
            verdict.broken("NothingLost", now, "acknowledged before it was said: " + message);
        }
    }

    @Override
    public void hear(long now, Heard heard) {
        switch (heard) {
            case Heard.Data data -> data(now, data);
            case Heard.Final result when result.ok() && result.line().toUpperCase(java.util.Locale.ROOT).contains("+AWSRESET") -> forget();
            case Heard.Final result when result.ok() && result.line().toUpperCase(java.util.Locale.ROOT).contains("+AWSSUBCLOSE") ->
                owed.keySet().removeIf(debt -> book.heardBy(debt.socket()) == null);
            default -> {}
        }
    }

    private void data(long now, Heard.Data data) {
        String open = data.index() < 8 ? book.socket(false, data.index()).topic : null;
        String head = new String(data.payload(), StandardCharsets.ISO_8859_1);
        int colon = head.indexOf(':');
        CloudMessage message = colon > 1 && head.charAt(0) == 'm' ? sent.get(parse(head.substring(1, colon))) : null;
        if (message == null || !Arrays.equals(message.payload(), data.payload())) {
            verdict.broken("NothingLost", now, "data that nobody sent: " + Seen.visible(data.payload()));
        } else if (open == null) {
            verdict.broken("NothingLost", now, "data on a closed socket " + data.index() + ": " + message);
        } else if (!SocketBook.matches(open + "/" + SimCard.THING, message.topic())) {
            verdict.broken("NothingLost", now, "data of another topic on socket " + data.index() + ": " + message);
        } else {
            Debt debt = new Debt(data.index(), message.number());
            owed.remove(debt);
            if (heardTimes.merge(debt, 1, Integer::sum) > deliveredTimes.getOrDefault(message.number(), 0)) {
                verdict.broken("NothingLost", now, "said more often than it came: " + message);
            }
        }
    }

    private static int parse(String digits) {
        return digits.length() < 9 && digits.chars().allMatch(Character::isDigit) ? Integer.parseInt(digits) : -1;
    }

    private void forget() {
        owed.clear();
        unacknowledged.clear();
    }

    @Override
    public void end(long now) {
        owed.forEach((debt, since) -> verdict.broken(
                "NothingLost", now, sent.get(debt.message()) + " of " + since / 1_000_000 + " ms never came to socket " + debt.socket()));
    }
}
