package dev.softclick.firmware;

/** One {@code AT+AWSPUBLISH} from its carriage return to its result. */
final class PublishExchange {
    enum Phase {
        /** An open or close of its index has not been reported yet; nothing is held back. */
        WAITING_FOR_SOCKET,
        /** The prompt waits for the line feed of the command line. */
        LINE_FEED,
        /** The prompt has gone out; what comes is payload. */
        PAYLOAD,
        /** The payload is with the link. */
        RESULT
    }

    private final PublishOrder order;
    private final boolean awaitsLineFeed;
    private final byte[] payload;
    private int received;
    private Phase phase = Phase.WAITING_FOR_SOCKET;
    private int id = PublishIds.NOBODY;

    PublishExchange(PublishOrder order, boolean awaitsLineFeed) {
        this.order = order;
        this.awaitsLineFeed = awaitsLineFeed;
        this.payload = new byte[order.length()];
    }

    PublishOrder order() {
        return order;
    }

    boolean awaitsLineFeed() {
        return awaitsLineFeed;
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    /** Takes a byte of payload; true when it was the last. */
    boolean take(byte value) {
        payload[received++] = value;
        return received == payload.length;
    }

    byte[] payload() {
        return payload;
    }

    void handedOver(int publishId) {
        id = publishId;
        phase = Phase.RESULT;
    }

    boolean awaits(int publishId) {
        return phase == Phase.RESULT && id == publishId;
    }

    /** Whether a final result is outstanding and what the host sends is kept. */
    boolean keepsInput() {
        return phase == Phase.WAITING_FOR_SOCKET || phase == Phase.RESULT;
    }

    /** Whether unsolicited results are held (wire.md, "URCs"). */
    boolean holdsUnsolicited() {
        return switch (phase) {
            case WAITING_FOR_SOCKET -> false;
            case LINE_FEED, PAYLOAD -> true;
            case RESULT -> !order.acknowledged();
        };
    }
}
