package dev.softclick.testing.conformance;

import java.time.Duration;

/** Is told how a run goes, by the thread that runs it. */
public interface ConformanceListener {
    /** Hears nothing. */
    ConformanceListener SILENT = new ConformanceListener() {};

    /** A case begins. */
    default void begins(ConformanceCase next, Progress progress) {}

    /** A case has ended. */
    default void ended(CaseOutcome outcome, Progress progress) {}

    /**
     * How far a run is.
     *
     * @param done cases that have ended
     * @param all cases of the run
     * @param left how long the rest may take, by how long the cases so far took
     */
    record Progress(int done, int all, Duration left) {}
}
