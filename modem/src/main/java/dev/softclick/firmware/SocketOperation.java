package dev.softclick.firmware;

/** An open or close that was accepted with OK and still owes its unsolicited result. */
sealed interface SocketOperation {
    /** When the OK had left. */
    ResultMark mark();

    /** An open of {@code topic}, as the host gave it, without the thing name. */
    record Open(String topic, ResultMark mark) implements SocketOperation {}

    /** A close. */
    record Close(ResultMark mark) implements SocketOperation {}
}
