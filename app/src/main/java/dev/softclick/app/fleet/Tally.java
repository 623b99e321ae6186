package dev.softclick.app.fleet;

import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What happens in a fleet, counted by whatever thread it happens on. */
final class Tally {
    /** Different errors that are kept with their words; the rest is counted. */
    static final int MAX_REASONS = 20;

    static final String OTHERS = "(others)";

    final AtomicInteger running = new AtomicInteger();
    /** Hosts that play something now. */
    final AtomicInteger playing = new AtomicInteger();
    final AtomicInteger publishing = new AtomicInteger();
    final LongAdder connects = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder hurried = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder published = new LongAdder();
    final LongAdder unpublished = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder rounds = new LongAdder();
    final LongAdder starts = new LongAdder();
    final LongAdder disturbed = new LongAdder();
    final LongAdder leftOut = new LongAdder();
    final Times acknowledge = new Times();
    final Times round = new Times();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger mostConnected = new AtomicInteger();
    private final LongAdder errors = new LongAdder();
    private final Map<String, Long> reasons = new LinkedHashMap<>();

    void connected(int change) {
        int now = connected.addAndGet(change);
        mostConnected.accumulateAndGet(now, Math::max);
    }

    void error(Verdict.Failed how) {
        String expected = how.expected().isEmpty() ? "" : "; expected " + how.expected();
        String seen = how.seen().isEmpty() ? ", seen nothing" : ", seen " + how.seen();
        error(how.transcript() + ":" + how.line() + ": " + how.reason() + expected + seen);
    }

    void error(String reason) {
        errors.increment();
        synchronized (reasons) {
            String kept = reasons.containsKey(reason) || reasons.size() < MAX_REASONS ? reason : OTHERS;
            reasons.merge(kept, 1L, Long::sum);
        }
    }

    /** The words of the errors, and how often each was. */
    Map<String, Long> reasons() {
        synchronized (reasons) {
            return new LinkedHashMap<>(reasons);
        }
    }

    Totals totals(Duration elapsed, int modems) {
        return new Totals(
                elapsed,
                modems,
                running.get(),
                connected.get(),
                mostConnected.get(),
                publishing.get(),
                connects.sum(),
                lost.sum(),
                hurried.sum(),
                sent.sum(),
                published.sum(),
                unpublished.sum(),
                received.sum(),
                rounds.sum(),
                starts.sum(),
                errors.sum(),
                disturbed.sum(),
                leftOut.sum(),
                acknowledge.all(),
                round.all());
    }
}
