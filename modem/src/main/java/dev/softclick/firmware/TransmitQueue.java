package dev.softclick.firmware;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Echo, responses and prompts on their way to the host, in order; what waits is handed out as one piece. */
final class TransmitQueue {
    /** From here on, in bytes, the host is not read until some have left. */
    static final int HIGH_WATER = 4096;

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(256);
    private List<LongConsumer> whenLeft = new ArrayList<>(2);
    private List<LongConsumer> handedOut = List.of();

    void add(byte[] bytes) {
        waiting.writeBytes(bytes);
    }

    void add(byte value) {
        waiting.write(value);
    }

    /** Runs {@code action} when everything added so far has left. */
    void whenLeft(LongConsumer action) {
        whenLeft.add(action);
    }

    boolean isEmpty() {
        return waiting.size() == 0 && whenLeft.isEmpty();
    }

    boolean full() {
        return waiting.size() >= HIGH_WATER;
    }

    /** Everything that waits. */
    byte[] take() {
        byte[] bytes = waiting.toByteArray();
        waiting.reset();
        handedOut = whenLeft;
        whenLeft = new ArrayList<>(2);
        return bytes;
    }

    /** What was taken has left. */
    void left(long now) {
        List<LongConsumer> actions = handedOut;
        handedOut = List.of();
        actions.forEach(action -> action.accept(now));
    }
}
