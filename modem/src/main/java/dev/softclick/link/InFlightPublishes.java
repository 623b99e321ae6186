package dev.softclick.link;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Our QoS 1 publishes that wait for PUBACK, oldest first. One that waited too long is given up, but its packet identifier and its place in the
 * broker's receive maximum stay taken until PUBACK comes or the connection ends.
 */
final class InFlightPublishes {
    private record Publish(int id, long deadline) {}

    /** By packet identifier, in the order sent: as every wait is equally long, also in the order of their deadlines. */
    private final Map<Integer, Publish> waiting = new LinkedHashMap<>();

    private final BitSet givenUp = new BitSet();
    private final PacketIds packetIds;
    private final int limit;
    private final long timeout;

    InFlightPublishes(PacketIds packetIds, int limit, long timeout) {
        this.packetIds = packetIds;
        this.limit = limit;
        this.timeout = timeout;
    }

    int limit() {
        return limit;
    }

    /** The packet identifier for one more, or 0 when the limit is reached. */
    int add(int id, long now) {
        if (waiting.size() + givenUp.cardinality() >= limit) {
            return 0;
        }
        int packetId = packetIds.take();
        if (packetId != 0) {
            waiting.put(packetId, new Publish(id, now + timeout));
        }
        return packetId;
    }

    /** PUBACK came. Hands over the publish's id, unless it was given up or nobody knows it. */
    void acknowledged(int packetId, IntConsumer answer) {
        Publish publish = waiting.remove(packetId);
        if (publish != null) {
            packetIds.free(packetId);
            answer.accept(publish.id);
        } else if (givenUp.get(packetId)) {
            givenUp.clear(packetId);
            packetIds.free(packetId);
        }
    }

    /** Gives up those that waited too long. */
    void timeout(long now, IntConsumer answer) {
        Iterator<Map.Entry<Integer, Publish>> oldest = waiting.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Integer, Publish> entry = oldest.next();
            if (entry.getValue().deadline > now) {
                return;
            }
            oldest.remove();
            givenUp.set(entry.getKey());
            answer.accept(entry.getValue().id);
        }
    }

    long nextTimeout() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.values().iterator().next().deadline;
    }

    /** The connection ended: hands over all that waited, oldest first. */
    void end(IntConsumer answer) {
        waiting.values().forEach(publish -> answer.accept(publish.id));
        waiting.clear();
    }
}
