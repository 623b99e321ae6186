package dev.softclick.app.fleet;

import dev.softclick.ModemEvent;
import dev.softclick.app.fleet.figures.Tally;
import dev.softclick.app.fleet.host.HostWatch;
import dev.softclick.firmware.ModemState;
import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** Counts what one member does. Told of the modem in the modem's turns, of the host in the host's. */
final class MemberWatch implements HostWatch {
    /** AWS takes one CONNECT a second of one client id (AWS IoT Core quotas). */
    private static final long CONNECT_GAP = Duration.ofSeconds(1).toNanos();

    /** Publishes under way whose time is taken; a modem has fewer. */
    private static final int MAX_UNDER_WAY = 100;

    private final Tally tally;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Long> underWay = new ArrayDeque<>(1);
    private volatile boolean inWave;

    /** What is being played was hit by a wave: its answer may come when the link stands again already. */
    private volatile boolean touched;

    private boolean connected;
    private boolean publishing;
    private boolean hasTried;
    private long triedAt;

    MemberWatch(Tally tally, LongSupplier nanoTime) {
        this.tally = tally;
        this.nanoTime = nanoTime;
    }

    /** A wave has the modem now; that lasts until a wave is over and the link stands again. */
    void wave() {
        inWave = true;
        touched = true;
    }

    /** Takes what the modem tells. */
    void event(ModemEvent event) {
        switch (event) {
            case ModemEvent.StateChanged(ModemState state) -> state(state);
            case ModemEvent.Publishing _ -> {
                tally.sent.increment();
                if (underWay.size() < MAX_UNDER_WAY) {
                    underWay.add(nanoTime.getAsLong());
                }
            }
            case ModemEvent.PublishAnswered(boolean reached) -> answered(reached);
            case ModemEvent.Arrived _ -> tally.received.increment();
            case ModemEvent.Subscribing _, ModemEvent.LinkDown _ -> {}
        }
    }

    private void answered(boolean reached) {
        Long since = underWay.poll();
        (reached ? tally.published : tally.unpublished).increment();
        if (reached && since != null) {
            tally.acknowledge.took(nanoTime.getAsLong() - since);
        }
    }

    private void state(ModemState state) {
        long now = nanoTime.getAsLong();
        if (state == ModemState.CONNECTING_MQTT) {
            if (hasTried && now - triedAt < CONNECT_GAP) {
                tally.hurried.increment();
            }
            hasTried = true;
            triedAt = now;
        }
        if (state.ready() == connected) {
            return;
        }
        connected = state.ready();
        tally.connected(connected ? 1 : -1);
        if (connected) {
            tally.connects.increment();
            inWave = false;
        } else if (state != ModemState.IDLE && !inWave) {
            tally.lost.increment();
        }
    }

    @Override
    public void begun() {
        touched = inWave;
        tally.playing.incrementAndGet();
    }

    @Override
    public void startPlayed() {
        tally.playing.decrementAndGet();
        tally.starts.increment();
    }

    @Override
    public void goesRound() {
        if (!publishing) {
            publishing = true;
            tally.publishing.incrementAndGet();
        }
    }

    @Override
    public void round(Duration took) {
        tally.playing.decrementAndGet();
        tally.rounds.increment();
        tally.round.took(took.toNanos());
    }

    @Override
    public boolean inWave() {
        return inWave || touched;
    }

    @Override
    public void failed(Verdict.Failed how, boolean begins) {
        tally.playing.decrementAndGet();
        if (inWave()) {
            tally.disturbed.increment();
        } else {
            tally.error(how);
        }
        if (begins && publishing) {
            publishing = false;
            tally.publishing.decrementAndGet();
        }
    }

    @Override
    public void leftOut(long rounds) {
        tally.leftOut.add(rounds);
    }
}
