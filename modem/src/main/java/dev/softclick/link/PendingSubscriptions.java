package dev.softclick.link;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SUBSCRIBEs and UNSUBSCRIBEs that wait for their answer, oldest first. While we do not read, no answer can come: their time stands still, so that a
 * slow host does not cost the link.
 */
final class PendingSubscriptions {
    /** Most that wait at once: a broker that answers none of so many answers none at all. */
    static final int MAX_WAITING = 256;

    private static final long RUNS = Long.MIN_VALUE;

    private record Pending(int id, boolean subscribes, long deadline) {}

    private final Map<Integer, Pending> waiting = new LinkedHashMap<>();
    private final PacketIds packetIds;
    private final long timeout;

    /** Time that did not count so far; deadlines are kept without it. */
    private long stoodStill;

    /** Since when time stands still, or {@link #RUNS}. */
    private long pausedAt = RUNS;

    PendingSubscriptions(PacketIds packetIds, long timeout) {
        this.packetIds = packetIds;
        this.timeout = timeout;
    }

    /** The packet identifier for one more, or 0 when too many wait. */
    int add(int id, boolean subscribes, long now) {
        int packetId = waiting.size() < MAX_WAITING ? packetIds.take() : 0;
        if (packetId != 0) {
            waiting.put(packetId, new Pending(id, subscribes, counted(now) + timeout));
        }
        return packetId;
    }

    /** The id of the operation that this SUBACK or UNSUBACK answers, or null when there is none. */
    @Nullable Integer answered(int packetId, boolean subscribes) {
        Pending pending = waiting.get(packetId);
        if (pending == null || pending.subscribes != subscribes) {
            return null;
        }
        waiting.remove(packetId);
        packetIds.free(packetId);
        return pending.id;
    }

    void reading(boolean on, long now) {
        if (!on && pausedAt == RUNS) {
            pausedAt = now;
        } else if (on && pausedAt != RUNS) {
            stoodStill += now - pausedAt;
            pausedAt = RUNS;
        }
    }

    private long counted(long now) {
        return (pausedAt == RUNS ? now : pausedAt) - stoodStill;
    }

    long nextTimeout() {
        return waiting.isEmpty() || pausedAt != RUNS ? Long.MAX_VALUE : waiting.values().iterator().next().deadline + stoodStill;
    }
}
