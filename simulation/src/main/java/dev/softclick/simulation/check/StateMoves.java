package dev.softclick.simulation.check;

import dev.softclick.simulation.world.Seen;
import java.util.Map;
import java.util.Set;

/** Guards that states move along the table of docs/technical/states.md only. */
final class StateMoves implements Checker {
    private static final Map<Integer, Set<Integer>> TABLE = Map.of(
            0, Set.of(1, 2, 8),
            1, Set.of(0, 2, 8),
            2, Set.of(0, 3, 8),
            3, Set.of(0, 4, 8),
            4, Set.of(0, 5, 8),
            5, Set.of(0, 2, 6, 8),
            6, Set.of(0, 7, 8),
            7, Set.of(0, 6, 8),
            8, Set.of(0, 1, 2));

    private final Verdict verdict;

    StateMoves(Verdict verdict) {
        this.verdict = verdict;
    }

    @Override
    public void see(long now, Seen seen) {
        if (seen instanceof Seen.StateMoved moved && !allowed(moved.from(), moved.to())) {
            verdict.broken("StateMoves", now, "state " + moved.from() + " is followed by " + moved.to());
        }
    }

    /** One call may pass through 8 (new keys are tried at once) or 0 (a reset, then an open). */
    private static boolean allowed(int from, int to) {
        return step(from, to) || step(from, 8) && step(8, to) || step(from, 0) && step(0, to);
    }

    private static boolean step(int from, int to) {
        return TABLE.getOrDefault(from, Set.of()).contains(to);
    }
}
