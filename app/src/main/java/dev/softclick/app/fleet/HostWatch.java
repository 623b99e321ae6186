package dev.softclick.app.fleet;

import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;

/** Who is told how a host gets on. */
interface HostWatch {
    /** The start was played to its end; the rounds follow. */
    void started();

    /** A round was played to its end. */
    void round(Duration took);

    /**
     * The start or a round did not go as written.
     *
     * @param begins whether the host resets its modem now, and begins anew after a while
     */
    void failed(Verdict.Failed how, boolean begins);

    /** A round was left out, as the one before it was not over when its time came. */
    void leftOut(long rounds);
}
