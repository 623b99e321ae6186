package dev.softclick.app.fleet;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has things done one at a time without a thread or a lock of their own: whoever brings one does it, or leaves it to who is at it. Bounded by what a
 * member can have under way: some pieces of the line, one timer.
 */
final class Turns {
    private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Runnable afterwards;

    /** @param afterwards done behind each of them */
    Turns(Runnable afterwards) {
        this.afterwards = afterwards;
    }

    void post(Runnable task) {
        inbox.add(task);
        if (pending.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = inbox.poll();
            if (next != null) {
                next.run();
                afterwards.run();
            }
        } while (pending.decrementAndGet() > 0);
    }
}
