package dev.softclick.testing.conformance;

import dev.softclick.testing.transcript.Step;
import java.time.Duration;
import java.util.List;

/** Guesses how long the rest of a run takes: what is written as pauses, and for the rest as long as it took so far. */
final class RemainingTime {
    /** For one step before anything is known: about ten bytes there and thirty back at 9600 bit/s. */
    private static final Duration FIRST_GUESS = Duration.ofMillis(50);

    private long pausesLeft;
    private long stepsLeft;
    private long stepsDone;
    private long stepTime;

    RemainingTime(List<ConformanceCase> cases) {
        for (ConformanceCase each : cases) {
            pausesLeft += pauses(each);
            stepsLeft += each.transcript().steps().size();
        }
    }

    void ended(ConformanceCase played, Duration took) {
        long pauses = pauses(played);
        int steps = played.transcript().steps().size();
        pausesLeft -= pauses;
        stepsLeft -= steps;
        stepsDone += steps;
        stepTime += Math.max(0, took.toNanos() - pauses);
    }

    Duration left() {
        long step = stepsDone == 0 ? FIRST_GUESS.toNanos() : stepTime / stepsDone;
        return Duration.ofNanos(pausesLeft + stepsLeft * step);
    }

    private static long pauses(ConformanceCase each) {
        long nanos = 0;
        for (Step step : each.transcript().steps()) {
            nanos += step instanceof Step.Pause pause ? pause.length().toNanos() : 0;
        }
        return nanos;
    }
}
