package dev.softclick.simulation.check;

import dev.softclick.simulation.world.BrokerSays;
import dev.softclick.simulation.world.ClientSays;
import dev.softclick.simulation.world.Seen;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Guards that AT+AWSSTATE? tells what the connection really is. */
final class StateTruth implements Checker {
    private record Truth(long from, Set<Integer> states) {}

    private static final Set<Integer> DOWN = Set.of(0, 1, 8);
    private static final int REMEMBERED = 256;

    private final Verdict verdict;
    private final Ear ear;
    private final SocketBook book;
    private final ArrayDeque<Truth> truths = new ArrayDeque<>();
    private final Map<Integer, String> asked = new HashMap<>();
    private final Set<String> granted = new HashSet<>();
    private boolean connected;

    StateTruth(Verdict verdict, Ear ear, SocketBook book) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
        truths.add(new Truth(0, DOWN));
    }

    @Override
    public void see(long now, Seen seen) {
        switch (seen) {
            case Seen.PoweredUp _, Seen.LinkBroke _, Seen.LinkClosed _ -> down(now);
            case Seen.LinkOpened _ -> {
                down(now);
                is(now, Set.of(2));
            }
            case Seen.LinkConnected _ -> is(now, Set.of(3));
            case Seen.LinkSecured _ -> is(now, Set.of(4, 5));
            case Seen.Sent sent when sent.packet() instanceof ClientSays.Subscribe subscribe -> {
                asked.put(subscribe.id(), subscribe.filter());
                ready(now);
            }
            case Seen.Sent sent when sent.packet() instanceof ClientSays.Unsubscribe unsubscribe -> {
                granted.remove(unsubscribe.filter());
                ready(now);
            }
            case Seen.Received received when received.packet() instanceof BrokerSays.Connack connack && connack.code() == 0 -> {
                connected = true;
                ready(now);
            }
            case Seen.Received received when received.packet() instanceof BrokerSays.Suback suback -> {
                String filter = asked.remove(suback.id());
                if (filter != null && suback.code() < 0x80) {
                    granted.add(filter);
                }
                ready(now);
            }
            default -> {}
        }
    }

    private void down(long now) {
        connected = false;
        asked.clear();
        granted.clear();
        is(now, DOWN);
    }

    private void ready(long now) {
        if (connected) {
            is(now, granted.isEmpty() ? Set.of(6) : asked.isEmpty() ? Set.of(7) : Set.of(6, 7));
        }
    }

    private void is(long now, Set<Integer> states) {
        truths.add(new Truth(now, states));
        if (truths.size() > REMEMBERED) {
            truths.remove();
        }
    }

    @Override
    public void hear(long now, Heard heard) {
        if (!(heard instanceof Heard.Told info) || !info.text().startsWith("+AWSSTATE: ") || info.text().length() != 12) {
            return;
        }
        int told = info.text().charAt(11) - '0';
        boolean true_ = false;
        Truth before = null;
        for (Truth truth : truths) {
            if (truth.from() >= info.typedAt()) {
                true_ |= truth.states().contains(told) || before != null && before.states().contains(told);
            }
            before = truth;
        }
        if (before != null) {
            true_ |= before.states().contains(told);
        }
        if (!true_) {
            verdict.broken("StateTruth", now, "it tells state " + told + ", but by its connection it is one of " + truths.getLast().states());
        } else if (told == 0 && book.anyOpen() && !book.anyPending() && ear.place() != Heard.Place.PAYLOAD && !info.line().contains(";")) {
            verdict.broken("StateTruth", now, "it tells state 0 while a topic is open");
        }
    }
}
