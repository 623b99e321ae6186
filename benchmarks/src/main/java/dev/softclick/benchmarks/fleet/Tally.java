package dev.softclick.benchmarks.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/** What has become of all members together. */
final class Tally {
    private final AtomicInteger subscribed = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** One is connected and its subscription stands. */
    void up() {
        subscribed.incrementAndGet();
    }

    /** One that was up is not any more. */
    void down() {
        subscribed.decrementAndGet();
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    int subscribedNow() {
        return subscribed.get();
    }

    int acknowledgedSoFar() {
        return acknowledged.get();
    }
}
