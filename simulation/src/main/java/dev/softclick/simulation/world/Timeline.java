package dev.softclick.simulation.world;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The only clock: what is to happen, by time and then in the order it was asked for. Monotonic nanoseconds from 0. */
public final class Timeline {
    private record Event(long at, long sequence, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::sequence));
    private long now;
    private long sequence;

    /** What time it is. */
    public long now() {
        return now;
    }

    /** Has something happen so many nanoseconds from now. */
    public void in(long nanos, Runnable action) {
        events.add(new Event(now + Math.max(0, nanos), sequence++, action));
    }

    /** Lets the next thing happen, if it is due by then; time moves there. */
    public boolean step(long until) {
        Event next = events.peek();
        if (next == null || next.at > until) {
            return false;
        }
        events.remove();
        now = Math.max(now, next.at);
        next.action.run();
        return true;
    }

    /** The clock jumps forward, as after a machine slept: what was due meanwhile happens late. */
    void leap(long nanos) {
        now += nanos;
    }
}
