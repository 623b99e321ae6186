package dev.softclick.benchmarks.fleet;

import java.util.concurrent.atomic.AtomicInteger;

/** What has become of all members together. */
final class Tally {
    private final AtomicInteger subscribed = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger heard = new AtomicInteger();

    /** One is connected and its subscription stands. */
    void up() {
        subscribed.incrementAndGet();
    }

    /** One that was up is not any more. */
    void down() {
        lost.incrementAndGet();
        subscribed.decrementAndGet();
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    /** A message came on somebody's subscription. */
    void heard() {
        heard.incrementAndGet();
    }

    int lostSoFar() {
        return lost.get();
    }

    int heardSoFar() {
        return heard.get();
    }

    int subscribedNow() {
        return subscribed.get();
    }

    int acknowledgedSoFar() {
        return acknowledged.get();
    }
}
