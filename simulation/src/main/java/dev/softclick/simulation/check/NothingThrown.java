package dev.softclick.simulation.check;

import dev.softclick.simulation.world.Seen;

/** Guards that the product throws nothing, and logs no slip of its own. */
final class NothingThrown implements Checker {
    private final Verdict verdict;

    NothingThrown(Verdict verdict) {
        this.verdict = verdict;
    }

    @Override
    public void see(long now, Seen seen) {
        if (seen instanceof Seen.Threw threw) {
            verdict.broken("NothingThrown", now, threw.what());
        } else if (seen instanceof Seen.Logged logged && logged.line().contains("cannot take a packet")) {
            verdict.broken("NothingThrown", now, logged.line());
        }
    }
}
