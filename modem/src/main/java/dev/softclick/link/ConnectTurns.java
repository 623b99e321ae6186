package dev.softclick.link;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that are being made, a few at a time. When a cloud comes back, all modems connect at once; handshakes that share a
 * processor among thousands would all end together, and too late. In turns the first stand after milliseconds, and those that wait cost nothing.
 *
 * <p>A turn ends when TLS stands or the connection has failed; one that takes long, as with a cloud that does not answer, goes on, but no longer keeps
 * others waiting. All of it runs on the event loop.
 */
final class ConnectTurns {
    /** Connections of a loop that are made at the same time: enough to keep it busy when the cloud is half a second away. */
    static final int AT_ONCE = 64;

    /** How long a connection keeps others waiting. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final EventLoop loop;

    /** In the order they came; at most one for each modem. */
    private final Set<Turn> waiting = new LinkedHashSet<>();

    private int taken;

    ConnectTurns(EventLoop loop) {
        this.loop = loop;
    }

    /** Calls {@code begin} when it is its turn, at once if possible; not at all if the turn is ended before. */
    Turn take(Consumer<Turn> begin) {
        Turn turn = new Turn(begin);
        waiting.add(turn);
        if (waiting.size() == 1) {
            next();
        }
        return turn;
    }

    private void next() {
        Iterator<Turn> inLine = waiting.iterator();
        while (taken < AT_ONCE && inLine.hasNext()) {
            Turn turn = inLine.next();
            inLine.remove();
            turn.begin();
            inLine = waiting.iterator();
        }
    }

    /** One connection's. */
    final class Turn {
        /** Null once it has begun. */
        private @Nullable Consumer<Turn> begin;

        private @Nullable ScheduledFuture<?> limit;
        private boolean over;

        private Turn(Consumer<Turn> begin) {
            this.begin = begin;
        }

        private void begin() {
            Consumer<Turn> what = begin;
            if (what != null) {
                begin = null;
                taken++;
                limit = loop.schedule(this::end, LONGEST.toNanos(), TimeUnit.NANOSECONDS);
                what.accept(this);
            }
        }

        /** Whether it must be waited for. */
        boolean waits() {
            return begin != null;
        }

        /** It is over, or not wanted any more. May be called more than once. */
        void end() {
            if (over) {
                return;
            }
            over = true;
            if (begin != null) {
                begin = null;
                waiting.remove(this);
                return;
            }
            if (limit != null) {
                limit.cancel(false);
                limit = null;
            }
            taken--;
            // In a turn of the loop of its own: whoever ends this one is in the middle of something.
            loop.execute(ConnectTurns.this::next);
        }
    }
}
