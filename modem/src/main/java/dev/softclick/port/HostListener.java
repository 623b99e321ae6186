package dev.softclick.port;

/** The owner of a {@link SocketPort} that is told of the host itself, too, in order with its bytes. */
interface HostListener extends PortListener {
    /** A host is there, and nothing of it has been received yet. */
    void hostArrived();

    /** It has gone. What was written to it and had not left is dropped: {@link #drained()} follows if it was owed. */
    void hostLeft();
}
