package dev.softclick.simulation.check;

/** Guards that nothing unsolicited comes inside a response, a prompt, a payload, a line just being typed, or another one. */
final class UrcPlacement implements Checker {
    private final Verdict verdict;

    UrcPlacement(Verdict verdict) {
        this.verdict = verdict;
    }

    @Override
    public void hear(long now, Heard heard) {
        if (heard instanceof Heard.Stray stray && stray.unsolicited()) {
            verdict.broken("UrcPlacement", now, "unsolicited in " + stray.place() + ": " + stray.what());
        }
    }
}
