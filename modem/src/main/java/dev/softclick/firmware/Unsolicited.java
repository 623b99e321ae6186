package dev.softclick.firmware;

import org.jspecify.annotations.Nullable;

/** Something the modem says unasked. */
sealed interface Unsolicited {
    /**
     * The result of an open or close; it may leave some time after the OK that {@code mark} stands for.
     *
     * @param head everything before the code
     */
    record SocketResult(String head, SocketResultCode code, boolean ofOpen, ResultMark mark, TopicSocket socket) implements Unsolicited {
        String text() {
            return head + code.code();
        }

        /** The same after a reset: the socket that was opened is gone. */
        SocketResult afterReset() {
            boolean undone = ofOpen && code == SocketResultCode.SUCCESS;
            return undone ? new SocketResult(head, SocketResultCode.ERROR, true, mark, socket) : this;
        }
    }

    /**
     * A message for a subscribe socket.
     *
     * @param delivery to acknowledge when this has left; null when another URC of the same packet does it
     */
    record Data(int index, byte[] payload, @Nullable Long delivery) implements Unsolicited {
        String header() {
            return "+AWS:" + index + "," + payload.length;
        }
    }
}
