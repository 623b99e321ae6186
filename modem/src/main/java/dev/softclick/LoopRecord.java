package dev.softclick;

import dev.softclick.firmware.Modem;
import dev.softclick.firmware.ModemState;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.port.LineSignal;
import dev.softclick.sim.NetworkRoute;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link ModemLoop} has seen go by: the counters, since when, and what went wrong last. */
final class LoopRecord {
    private long bytesIn;
    private long bytesOut;
    private long published;
    private long publishFailed;
    private long connects;
    private long reconnects;

    /** Of the engines before the last power reset. */
    private long earlierLines;

    private long earlierDelivered;

    private boolean standing;
    private boolean lost;
    private long enteredAt;
    private @Nullable NetworkRoute route;
    private @Nullable String trouble;
    private long troubleAt;
    private boolean away;
    private long awayAt;

    void heard(int bytes) {
        bytesIn += bytes;
    }

    void said(int bytes) {
        bytesOut += bytes;
    }

    void entered(ModemState state, long now) {
        enteredAt = now;
        standing = state.ready();
    }

    void told(LineSignal signal, long now) {
        if (signal instanceof LineSignal.Detached) {
            away = true;
            awayAt = now;
        } else if (signal instanceof LineSignal.Attached) {
            away = false;
        }
    }

    /** The engine is about to be replaced by a new one. */
    void resets(Modem modem) {
        earlierLines += modem.commandLines();
        earlierDelivered += modem.delivered();
        note(modem);
        lost = false;
    }

    void asked(LinkRequest request) {
        if (request instanceof LinkRequest.Connect connect) {
            route = connect.route();
        } else if (request instanceof LinkRequest.Disconnect) {
            lost = false;
        }
    }

    void told(LinkEvent event, long now) {
        switch (event) {
            case LinkEvent.Published _ -> published++;
            case LinkEvent.PublishFailed _ -> publishFailed++;
            case LinkEvent.Connected _ -> {
                connects++;
                reconnects += lost ? 1 : 0;
                lost = false;
            }
            case LinkEvent.Down down -> {
                lost |= standing;
                trouble = down.fault().text();
                troubleAt = now;
            }
            default -> {
                // The rest shows in the states.
            }
        }
    }

    /** What the SIM did wrong counts when it came later than what the link did. */
    private void note(Modem modem) {
        modem.simTrouble().filter(found -> trouble == null || found.at() > troubleAt).ifPresent(found -> {
            trouble = found.text();
            troubleAt = found.at();
        });
    }

    ModemStatus status(Modem modem, boolean radio, long now) {
        note(modem);
        return new ModemStatus(
                modem.state(),
                Duration.ofNanos(now - enteredAt),
                Optional.ofNullable(trouble).map(text -> new ModemStatus.Trouble(text, Duration.ofNanos(now - troubleAt))),
                Optional.ofNullable(route),
                radio,
                away ? Optional.of(Duration.ofNanos(now - awayAt)) : Optional.empty(),
                new ModemCounters(
                        bytesIn,
                        bytesOut,
                        earlierLines + modem.commandLines(),
                        published,
                        publishFailed,
                        earlierDelivered + modem.delivered(),
                        connects,
                        reconnects));
    }
}
