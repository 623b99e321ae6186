package dev.softclick.firmware;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the modem has to say unasked, first in first out. When {@link #FULL} wait the link is not read until there is room, so nothing is dropped; a
 * packet that was already under way, or results of accepted commands, still find a place.
 */
final class UnsolicitedQueue {
    /** How many may wait before the link is not read any more. */
    static final int FULL = 64;

    private final ArrayDeque<Unsolicited> waiting = new ArrayDeque<>(4);
    private final long resultAfterOk;

    UnsolicitedQueue(long resultAfterOk) {
        this.resultAfterOk = resultAfterOk;
    }

    void add(Unsolicited unsolicited) {
        waiting.add(unsolicited);
    }

    int size() {
        return waiting.size();
    }

    /** When the first may leave; {@link Timers#NEVER} when none waits or its OK has not left. */
    long readyAt() {
        return switch (waiting.peek()) {
            case null -> Timers.NEVER;
            case Unsolicited.SocketResult result -> result.mark().hasLeft() ? result.mark().leftAt() + resultAfterOk : Timers.NEVER;
            case Unsolicited.Data data -> Long.MIN_VALUE;
        };
    }

    @Nullable Unsolicited take() {
        return waiting.poll();
    }

    /** A reset: data not yet said is forgotten, opens not yet reported have failed. */
    void reset() {
        List<Unsolicited> kept = new ArrayList<>(waiting.size());
        for (Unsolicited unsolicited : waiting) {
            if (unsolicited instanceof Unsolicited.SocketResult result) {
                kept.add(result.afterReset());
            }
        }
        waiting.clear();
        waiting.addAll(kept);
    }
}
