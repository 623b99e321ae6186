package dev.softclick.app.fleet.figures;

import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What happens in a fleet, counted by whatever thread it happens on. */
public final class Tally {
    /** Different errors that are kept with their words; the rest is counted. */
    public static final int MAX_REASONS = 20;

    /** What the rest is counted under. */
    public static final String OTHERS = "(others)";

    /** Modems that are powered. */
    public final AtomicInteger running = new AtomicInteger();

    /** Hosts that play something now. */
    public final AtomicInteger playing = new AtomicInteger();

    /** Hosts that are past their start. */
    public final AtomicInteger publishing = new AtomicInteger();

    /** Times that a link came up. */
    public final LongAdder connects = new LongAdder();

    /** Times that a link broke, waves left aside. */
    public final LongAdder lost = new LongAdder();

    /** CONNECTs less than a second after the one before of the same modem. */
    public final LongAdder hurried = new LongAdder();

    /** Publishes handed to a link. */
    public final LongAdder sent = new LongAdder();

    /** Publishes that the cloud has taken. */
    public final LongAdder published = new LongAdder();

    /** Publishes that did not get there. */
    public final LongAdder unpublished = new LongAdder();

    /** Messages that came down. */
    public final LongAdder received = new LongAdder();

    /** Rounds that went as written. */
    public final LongAdder rounds = new LongAdder();

    /** Start transcripts that went as written. */
    public final LongAdder starts = new LongAdder();

    /** Rounds and starts that failed while a wave had the modem. */
    public final LongAdder disturbed = new LongAdder();

    /** Rounds left out, as the one before was not over. */
    public final LongAdder leftOut = new LongAdder();

    /** From handing a publish to the link until the cloud had taken it. */
    public final Times acknowledge = new Times();

    /** From the first byte of a round to its last answer. */
    public final Times round = new Times();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger mostConnected = new AtomicInteger();
    private final LongAdder errors = new LongAdder();
    private final Map<String, Long> reasons = new LinkedHashMap<>();

    /** So many more links stand now. */
    public void connected(int change) {
        int now = connected.addAndGet(change);
        mostConnected.accumulateAndGet(now, Math::max);
    }

    /** A transcript failed, and no wave is to blame. */
    public void error(Verdict.Failed how) {
        String expected = how.expected().isEmpty() ? "" : "; expected " + how.expected();
        String seen = how.seen().isEmpty() ? ", seen nothing" : ", seen " + how.seen();
        error(how.transcript() + ":" + how.line() + ": " + how.reason() + expected + seen);
    }

    /** Something went wrong, in words that are the same each time. */
    public void error(String reason) {
        errors.increment();
        synchronized (reasons) {
            String kept = reasons.containsKey(reason) || reasons.size() < MAX_REASONS ? reason : OTHERS;
            reasons.merge(kept, 1L, Long::sum);
        }
    }

    /** The words of the errors, and how often each was. */
    public Map<String, Long> reasons() {
        synchronized (reasons) {
            return new LinkedHashMap<>(reasons);
        }
    }

    /** All of it, as it is now. */
    public Totals totals(Duration elapsed, int modems) {
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
