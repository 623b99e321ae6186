package dev.softclick.simulation.check;

import dev.softclick.simulation.world.Seen;
import dev.softclick.simulation.world.Witness;
import java.util.List;

/** All checkers together, with the ear and the book that they share. */
public final class Guards implements Witness {
    private final Verdict verdict = new Verdict();
    private final SocketBook book = new SocketBook();
    private final Ear ear = new Ear(book::owes, this::heard);
    private final Patience patience = new Patience(ear);
    private final ReadyAgain ready = new ReadyAgain(verdict, ear, book);
    private final RareEvents rare = new RareEvents(ear, book);
    private final Talk talk = new Talk();
    private final List<Checker> checkers = List.of(
            new NothingThrown(verdict),
            new OneFinalResult(verdict, ear, book, patience),
            new UrcPlacement(verdict),
            new OpenCloseResults(verdict, ear, book, patience),
            new StateMoves(verdict),
            new StateTruth(verdict, ear, book),
            new PublishTruth(verdict, ear, book),
            new NothingLost(verdict, ear, book),
            new QueueBounds(verdict, ear, book),
            new KeySecrecy(verdict),
            ready,
            rare,
            talk);

    @Override
    public void see(long now, Seen seen) {
        patience.see(now, seen);
        if (seen instanceof Seen.PoweredUp) {
            book.clear();
        }
        ear.see(now, seen);
        for (Checker checker : checkers) {
            checker.see(now, seen);
        }
    }

    private void heard(long now, Heard heard) {
        if (heard instanceof Heard.Final result && result.ok()) {
            book.accepted(result.line());
        }
        if (heard instanceof Heard.FinalLeft) {
            book.okLeft(now);
        }
        for (Checker checker : checkers) {
            checker.hear(now, heard);
        }
    }

    /** The world has ended in peace. */
    public void end(long now) {
        checkers.forEach(checker -> checker.end(now));
    }

    /** What they found. */
    public Verdict verdict() {
        return verdict;
    }

    /** Whether the modem has become ready since the faults ended. */
    public boolean ready() {
        return ready.ready();
    }

    /** Whether nothing is owed to the host. */
    public boolean atRest() {
        return !ear.hears() || ear.place() == Heard.Place.BETWEEN && !book.anyPending();
    }

    /** All that was said, however it was split and in whatever order independent things came: two such texts can be compared. */
    public String talk() {
        return talk.toString();
    }

    /** What rare things happened. */
    public RareEvents rare() {
        return rare;
    }
}
