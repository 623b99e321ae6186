package dev.softclick.app.fleet.host;

import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;

/** Who is told how a host gets on. */
public interface HostWatch {
    /** The start or a round begins; one of the others follows it. */
    void begun();

    /** The start was played to its end. */
    void startPlayed();

    /** The rounds follow. */
    void goesRound();

    /** A round was played to its end. */
    void round(Duration took);

    /** Whether what goes wrong now is a wave's doing: then it is no reason to reset the modem. */
    boolean inWave();

    /**
     * The start or a round did not go as written.
     *
     * @param begins whether the host resets its modem now, and begins anew after a while
     */
    void failed(Verdict.Failed how, boolean begins);

    /** A round was left out, as the one before it was not over when its time came. */
    void leftOut(long rounds);
}
