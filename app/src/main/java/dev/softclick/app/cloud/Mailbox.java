package dev.softclick.app.cloud;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.testing.operator.OperatorLink;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Link events on their way from the event loop to a command that may be slow. When {@value #FULL} wait, the connection is not read until half of
 * them are taken, so that a reader of stdout who stops also stops the cloud's sending; nothing is dropped.
 */
final class Mailbox {
    /** Events that wait, beyond which the connection is not read. What was read already still comes. */
    private static final int FULL = 64;

    private final ArrayDeque<LinkEvent> events = new ArrayDeque<>();
    private @Nullable OperatorLink link;
    private boolean paused;

    /** Names the connection that is slowed down. */
    synchronized void throttle(OperatorLink operator) {
        link = operator;
    }

    synchronized void put(LinkEvent event) {
        events.add(event);
        if (events.size() >= FULL && !paused) {
            reading(false);
        }
        notifyAll();
    }

    /** The next event, or null when none came in that time. */
    synchronized @Nullable LinkEvent take(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (events.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        LinkEvent event = events.remove();
        if (paused && events.size() <= FULL / 2) {
            reading(true);
        }
        return event;
    }

    private void reading(boolean on) {
        OperatorLink operator = link;
        if (operator != null) {
            paused = !on;
            operator.request(new LinkRequest.Reading(on));
        }
    }

    /** What a command says when its connection is gone. */
    static CommandFailure lost(LinkEvent.Down down) {
        return new CommandFailure("no connection to the local cloud: " + down.fault().text());
    }
}
