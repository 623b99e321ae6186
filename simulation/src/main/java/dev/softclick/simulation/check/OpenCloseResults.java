package dev.softclick.simulation.check;

import dev.softclick.simulation.check.SocketBook.Pending;
import dev.softclick.simulation.check.SocketBook.Socket;
import dev.softclick.simulation.world.Seen;

/** Guards that each accepted open or close gets exactly one result, in order, after its OK, in time, and true to what the host knows. */
final class OpenCloseResults implements Checker {
    private static final long SECOND = 1_000_000_000L;
    private static final long LEAST_AFTER_OK = 50_000_000L;
    private static final long LONGEST = 100 * SECOND;

    private final Verdict verdict;
    private final Ear ear;
    private final SocketBook book;
    private final Patience patience;

    OpenCloseResults(Verdict verdict, Ear ear, SocketBook book, Patience patience) {
        this.verdict = verdict;
        this.ear = ear;
        this.book = book;
        this.patience = patience;
    }

    @Override
    public void hear(long now, Heard heard) {
        if (heard instanceof Heard.SocketResult result) {
            if (result.index() > 7) {
                broken(now, "no such socket: " + result);
                return;
            }
            Socket socket = book.socket(result.publish(), result.index());
            Pending pending = book.answered(socket);
            if (pending == null) {
                broken(now, "nobody waits for " + result);
            } else if (pending.open != result.open()) {
                broken(now, "another result is due before " + result);
            } else if (pending.okLeftAt < 0 || now - pending.okLeftAt < LEAST_AFTER_OK) {
                broken(now, "less than 50 ms after its OK: " + result);
            } else {
                judge(now, socket, pending, result);
            }
        }
    }

    private void judge(long now, Socket socket, Pending pending, Heard.SocketResult result) {
        boolean isOpen = socket.topic != null;
        boolean fits = switch (result.code()) {
            case 0 -> pending.open ? !isOpen && !pending.reset : isOpen || pending.reset;
            case -1 -> pending.open && !isOpen;
            case -2 -> pending.reset || pending.open == isOpen;
            default -> false;
        };
        if (!fits) {
            broken(now, "it was " + (isOpen ? "open" : "closed") + ": " + result);
        }
        if (result.code() == 0) {
            socket.topic = pending.open && !pending.reset ? pending.topic : null;
        }
    }

    @Override
    public void see(long now, Seen seen) {
        if (seen instanceof Seen.Ticked && ear.hears()) {
            for (Socket socket : book.all()) {
                Pending first = socket.pending.peek();
                if (first != null && first.firstSince < 0) {
                    first.firstSince = patience.unasked();
                } else if (first != null && patience.unasked() - first.firstSince > LONGEST) {
                    broken(now, "no result for 100 s of " + (first.open ? "the open of " + first.topic : "a close"));
                }
            }
        }
    }

    private void broken(long now, String what) {
        verdict.broken("OpenCloseResults", now, what);
    }
}
