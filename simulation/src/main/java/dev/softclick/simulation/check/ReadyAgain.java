package dev.softclick.simulation.check;

import dev.softclick.simulation.world.Seen;

/** Guards that the modem is ready within 180 s after the faults stop, with a host that wants a topic open. */
final class ReadyAgain implements Checker {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST = 180 * SECOND;

    private final Verdict verdict;
    private final Ear ear;
    private final SocketBook book;
    private long quietSince = -1;
    private int state;
    private boolean ready;

    ReadyAgain(Verdict verdict, Ear ear, SocketBook book) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
    }

    boolean ready() {
        return ready;
    }

    @Override
    public void see(long now, Seen seen) {
        switch (seen) {
            case Seen.Quiet _ -> quietSince = now;
            case Seen.PoweredUp _ -> state = 0;
            case Seen.StateMoved moved -> state = moved.to();
            case Seen.Ticked ticked when quietSince >= 0 && !ready -> {
                boolean open = !ear.hears() || book.socket(true, 0).topic != null && book.anyOpen();
                if (ticked.linkAlive() && open && (state == 6 || state == 7)) {
                    ready = true;
                } else if (now - quietSince > LONGEST) {
                    verdict.broken("ReadyAgain", now, "not ready so long after the faults stopped: state " + state
                            + (ticked.linkAlive() ? ", connected" : ", not connected") + (open ? ", open" : ", nothing open"));
                }
            }
            default -> {}
        }
    }
}
