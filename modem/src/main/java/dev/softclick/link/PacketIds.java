package dev.softclick.link;

import java.util.BitSet;

/** Packet identifiers of one connection, 1 to 65535, handed out in turn (MQTT 5 clause 2.2.1). */
final class PacketIds {
    static final int MAX = 65535;

    private final BitSet used = new BitSet();
    private int last;

    /** The next free one, or 0 when all are in use. */
    int take() {
        int id = used.nextClearBit(last + 1);
        if (id > MAX) {
            id = used.nextClearBit(1);
            if (id > MAX) {
                return 0;
            }
        }
        used.set(id);
        last = id;
        return id;
    }

    void free(int id) {
        used.clear(id);
    }
}
