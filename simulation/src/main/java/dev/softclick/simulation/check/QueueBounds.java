package dev.softclick.simulation.check;

import dev.softclick.simulation.world.BrokerSays;
import dev.softclick.simulation.world.ClientSays;
import dev.softclick.simulation.world.Seen;
import dev.softclick.simulation.world.SimCard;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Guards that what waits inside the modem stays within its bounds: messages for the host, bytes for the wire, requests and events between its parts. */
final class QueueBounds implements Checker {
    /** 64 wait before the link is not read, and what one packet and one poll bring may still come in. */
    private static final int MESSAGES = 64 + 8;

    /** The host is not read from 4096 bytes on; one response and one read may still be added. */
    private static final int BYTES = 4096 + 4096;

    private static final int EXCHANGED = 512;

    private final Verdict verdict;
    private final Ear ear;
    private final SocketBook book;
    private final Set<Integer> waiting = new LinkedHashSet<>();
    private final Map<Integer, Integer> packets = new HashMap<>();

    QueueBounds(Verdict verdict, Ear ear, SocketBook book) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
    }

    @Override
    public void see(long now, Seen seen) {
        switch (seen) {
            case Seen.PoweredUp _ -> waiting.clear();
            case Seen.Received received when received.packet() instanceof BrokerSays.Publish publish && ear.hears() -> {
                boolean wanted = book.receivers(publish.message().topic(), SimCard.THING).stream().anyMatch(socket -> book.heardBy(socket) != null);
                if (wanted) {
                    waiting.add(publish.message().number());
                    packets.put(publish.id(), publish.message().number());
                }
                if (waiting.size() > MESSAGES) {
                    verdict.broken("QueueBounds", now, waiting.size() + " messages wait in the modem");
                }
            }
            case Seen.Sent ack when ack.packet() instanceof ClientSays.Puback puback -> {
                Integer number = packets.remove(puback.id());
                if (number != null) {
                    waiting.remove(number); // said, or of no interest to anybody any more
                }
            }
            case Seen.Said said when said.bytes().length > BYTES -> verdict.broken("QueueBounds", now, said.bytes().length + " bytes waited for the wire");
            case Seen.Exchanged exchanged when exchanged.requests() > EXCHANGED || exchanged.events() > EXCHANGED ->
                verdict.broken("QueueBounds", now, "in one turn " + exchanged);
            default -> {}
        }
    }

    @Override
    public void hear(long now, Heard heard) {
        switch (heard) {
            case Heard.Data data -> {
                String head = new String(data.payload(), java.nio.charset.StandardCharsets.ISO_8859_1);
                int colon = head.indexOf(':');
                waiting.removeIf(number -> colon > 0 && head.startsWith("m" + number + ":"));
            }
            case Heard.Final _, Heard.SocketResult _ -> {
                if (book.anyPending()) {
                    waiting.clear();
                }
            }
            default -> {}
        }
    }
}
