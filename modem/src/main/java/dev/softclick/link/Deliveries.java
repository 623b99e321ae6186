package dev.softclick.link;

/**
 * QoS 1 messages that came and are not acknowledged yet. PUBACKs leave in the order the messages came (MQTT 5 clause 4.6), whatever the order in
 * which they are allowed to. Delivery numbers go up by one over all connections of a session, from 1.
 */
final class Deliveries {
    /** Most that wait: there are no more packet identifiers. A broker that goes beyond uses one twice. */
    static final int MAX_WAITING = PacketIds.MAX;

    /** A ring: the packet identifier of delivery n at n modulo its length, negative once it may be acknowledged. */
    private int[] packetIds = new int[8];

    private long oldest = 1;
    private long next = 1;

    /** A message came; its delivery number, or 0 when too many wait. */
    long arrived(int packetId) {
        int waiting = waiting();
        if (waiting == MAX_WAITING) {
            return 0;
        }
        if (waiting == packetIds.length) {
            grow();
        }
        packetIds[slot(next)] = packetId;
        return next++;
    }

    /** Allows the PUBACK of a delivery; one of an earlier connection, or a second time, changes nothing. */
    void acknowledge(long delivery) {
        if (delivery >= oldest && delivery < next && packetIds[slot(delivery)] > 0) {
            packetIds[slot(delivery)] *= -1;
        }
    }

    /** Takes the packet identifier of the next PUBACK to send, or 0 when the oldest message is not to be acknowledged yet. */
    int takeAcknowledged() {
        if (oldest == next || packetIds[slot(oldest)] > 0) {
            return 0;
        }
        return -packetIds[slot(oldest++)];
    }

    int waiting() {
        return (int) (next - oldest);
    }

    /** The connection ended: what waits is never acknowledged, the broker sends it again. */
    void end() {
        oldest = next;
    }

    private int slot(long delivery) {
        return (int) (delivery & packetIds.length - 1);
    }

    private void grow() {
        int[] old = packetIds;
        packetIds = new int[old.length * 2];
        for (long delivery = oldest; delivery < next; delivery++) {
            packetIds[slot(delivery)] = old[(int) (delivery & old.length - 1)];
        }
    }
}
