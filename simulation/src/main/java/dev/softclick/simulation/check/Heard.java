package dev.softclick.simulation.check;

/** What the ear makes of the line. */
sealed interface Heard {
    /** A publish as the host ordered it. */
    record Order(int index, int length, boolean acknowledged) {}

    /** Where in the talk the modem is. */
    enum Place {
        /** Nothing is owed. */
        BETWEEN,
        /** A command line was typed, its final result not said. */
        RESPONSE,
        /** The prompt was said, the payload is not complete. */
        PAYLOAD,
        /** The payload is complete, SEND OK or FAIL not said. */
        RESULT
    }

    /** A command line was typed; the text behind its AT. */
    record Line(String text, boolean tooLong) implements Heard {}

    /** A line of information. */
    record Told(String line, String text, long typedAt) implements Heard {}

    /** A final result but for that of a payload. */
    record Final(String line, boolean ok, long typedAt) implements Heard {}

    /** The final result said last has left on the wire. */
    record FinalLeft() implements Heard {}

    /** The prompt. */
    record Prompt(Order order) implements Heard {}

    /** SEND OK or SEND FAIL. */
    record SendResult(Order order, byte[] payload, boolean ok, long payloadAt) implements Heard {}

    /** Power failed between a publish and its result: nobody knows what came of it. */
    record Abandoned(long typedAt) implements Heard {}

    /** The result of an open or close. */
    record SocketResult(boolean publish, boolean open, int index, int code) implements Heard {}

    /** Data of a subscribe socket. */
    record Data(int index, byte[] payload) implements Heard {}

    /** Something that must not be said there. */
    record Stray(Place place, String what, boolean unsolicited) implements Heard {}

    /** The echo is not what was typed. */
    record WrongEcho(String due, String said) implements Heard {}
}
