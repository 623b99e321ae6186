package dev.softclick.port;

/**
 * One thing that goes wrong on a line, and when.
 *
 * @param number of the rule in its file, from 1
 * @param fromHost true: to what the host sends; false: to what the modem sends
 * @param fault what
 * @param trigger when
 * @param text the rule as it was written, printable ASCII
 */
record FaultRule(int number, boolean fromHost, Fault fault, Trigger trigger, String text) {
    /** What goes wrong. */
    sealed interface Fault {
        /** The byte is lost. */
        record Drop() implements Fault {}

        /** That bit of it, 0 to 7, is the other way round. */
        record Flip(int bit) implements Fault {}

        /** It comes twice. */
        record Duplicate() implements Fault {}

        /** It, and what follows, comes so much later. */
        record Delay(long nanos) implements Fault {}

        /** There is a break before it. */
        record Break() implements Fault {}

        /** The receiver empties its FIFO of so many bytes no more often than that: what comes on top is lost. */
        record Overrun(int bytes, long everyNanos) implements Fault {}
    }

    /** When it does, judged byte by byte as they were sent. */
    sealed interface Trigger {
        /** Each byte, with that probability. */
        record Probability(double chance) implements Trigger {}

        /** Each byte whose number is a multiple of that. */
        record Every(long count) implements Trigger {}

        /** The byte of that number, from 1, and no other. */
        record Nth(long number) implements Trigger {}

        /** Each byte that completes that text. */
        record Pattern(byte[] bytes) implements Trigger {}

        /** The fault knows itself. */
        record Always() implements Trigger {}
    }
}
