package dev.softclick.simulation.check;

import dev.softclick.simulation.world.Seen;

/** How much time the modem has had: the clock stops while the wire is not free, and for what is unsolicited also while the host holds it back. */
final class Patience {
    private final Ear ear;
    private long last;
    private long wire;
    private long unasked;
    private boolean busy;

    Patience(Ear ear) {
        this.ear = ear;
    }

    /** Before the ear has taken it. */
    void see(long now, Seen seen) {
        if (seen instanceof Seen.ClockJumped jump) {
            last += jump.nanos();
        }
        long passed = Math.max(0, now - last);
        last = Math.max(last, now);
        if (!busy) {
            wire += passed;
            unasked += ear.holds() ? 0 : passed;
        }
        switch (seen) {
            case Seen.Said _ -> busy = true;
            case Seen.WireFree _, Seen.PoweredUp _ -> busy = false;
            default -> {}
        }
    }

    /** Time for what was asked, in nanoseconds. */
    long wire() {
        return wire;
    }

    /** Time for what was not. */
    long unasked() {
        return unasked;
    }
}
