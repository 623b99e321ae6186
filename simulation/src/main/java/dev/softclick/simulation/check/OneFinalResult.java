package dev.softclick.simulation.check;

import dev.softclick.simulation.check.Heard.Order;
import dev.softclick.simulation.check.Heard.Place;
import dev.softclick.simulation.world.Seen;

/** Guards that every command line gets exactly one final result within its bound, and is echoed as it was typed. */
final class OneFinalResult implements Checker {
    private static final long SECOND = 1_000_000_000L;
    private static final long OPEN = 75 * SECOND;
    private static final long PUBACK = 30 * SECOND;

    private final Verdict verdict;
    private final Ear ear;
    private final SocketBook book;
    private final Patience patience;
    private Place place = Place.BETWEEN;
    private long since;
    private long bound;

    OneFinalResult(Verdict verdict, Ear ear, SocketBook book, Patience patience) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
        this.patience = patience;
    }

    @Override
    public void hear(long now, Heard heard) {
        if (heard instanceof Heard.Line line) {
            Order order = ear.order();
            since = patience.wire();
            place = Place.RESPONSE;
            int ahead = order != null && order.index() < 8 ? book.socket(true, order.index()).pending.size() : 0;
            bound = SECOND + ahead * (OPEN + SECOND);
            if (line.tooLong()) {
                bound = SECOND;
            }
        } else if (heard instanceof Heard.WrongEcho echo) {
            verdict.broken("OneFinalResult", now, "echo of " + echo.due() + " is due, but it says: " + echo.said());
        } else if (heard instanceof Heard.Stray stray && !stray.unsolicited()) {
            verdict.broken("OneFinalResult", now, "nobody asked, in " + stray.place() + ": " + stray.what());
        }
    }

    @Override
    public void see(long now, Seen seen) {
        if (seen instanceof Seen.PoweredUp || !ear.hears()) {
            place = Place.BETWEEN;
        }
        if (ear.place() != place) {
            place = ear.place();
            since = patience.wire();
            Order order = ear.order();
            bound = place == Place.RESULT && order != null && order.acknowledged() ? PUBACK + SECOND : SECOND;
        }
        if (ear.hears() && (place == Place.RESPONSE || place == Place.RESULT) && patience.wire() - since > bound) {
            verdict.broken("OneFinalResult", now, "no final result within " + bound / SECOND + " s");
        }
    }

    @Override
    public void end(long now) {
        if (ear.hears() && (ear.place() == Place.RESPONSE || ear.place() == Place.RESULT)) {
            verdict.broken("OneFinalResult", now, "a command line has no final result at the end");
        }
    }
}
