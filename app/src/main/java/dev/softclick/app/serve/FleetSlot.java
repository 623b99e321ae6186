package dev.softclick.app.serve;

import dev.softclick.ModemStatus;
import dev.softclick.app.control.ModemReport;
import dev.softclick.app.control.RunningModem;
import dev.softclick.app.plan.RestartPace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The place of one modem in a {@link Fleet}: its plan, and the modem when it runs. The fleet's lock guards it, but for {@link #report}. */
final class FleetSlot<P> {
    final String name;

    /** For a modem that ran, and failed. */
    final RestartPace pace = new RestartPace(RestartPace.FAILED);

    /** For one that can't be started. */
    final RestartPace waits = new RestartPace(RestartPace.MISSING);

    private final InstantSource clock;
    private P plan;
    private volatile @Nullable RunningModem modem;
    private volatile Instant changed;
    private volatile String why = "it was not started yet";
    private volatile @Nullable Failure failure;
    private @Nullable Future<?> restart;
    private @Nullable CompletableFuture<ModemStatus> probe;

    /** Why a modem that ran had to be started again, when it was last, and how often there was such a reason. */
    private record Failure(String text, Instant at, int count) {}

    FleetSlot(String name, P plan, InstantSource clock) {
        this.name = name;
        this.plan = plan;
        this.clock = clock;
        this.changed = clock.instant();
    }

    P plan() {
        return plan;
    }

    @Nullable RunningModem modem() {
        return modem;
    }

    void runs(RunningModem started, P by) {
        plan = by;
        changed = clock.instant();
        modem = started;
        waits.reset();
    }

    private int failures() {
        Failure last = failure;
        return last == null ? 0 : last.count;
    }

    /** It ran, and can't go on. */
    void failed(String reason) {
        failure = new Failure(reason, clock.instant(), failures() + 1);
        stop(reason);
    }

    /** It does not run; true when it did not for this reason already. */
    boolean isDown(String reason) {
        boolean known = modem == null && why.equals(reason);
        modem = null;
        if (!known) {
            changed = clock.instant();
            why = reason;
        }
        return known;
    }

    Duration inThisWay() {
        return Duration.between(changed, clock.instant());
    }

    /** Ends the modem, and forgets a start that was to come. */
    void stop(String reason) {
        Future<?> waiting = restart;
        restart = null;
        if (waiting != null) {
            waiting.cancel(false);
        }
        RunningModem running = modem;
        isDown(reason);
        if (running != null) {
            running.close();
        }
    }

    /** It is to be started then, by that plan. */
    void restarts(Future<?> later, P by) {
        plan = by;
        restart = later;
    }

    /** How it is; waits for the modem's own answer, but no longer than {@code patience}. */
    ModemReport report(Duration patience) throws InterruptedException {
        RunningModem running = modem;
        if (running == null) {
            return ModemReport.down(name, why, changed, failures());
        }
        try {
            ModemStatus status = ask(running).get(patience.toNanos(), TimeUnit.NANOSECONDS);
            ModemReport report = ModemReport.running(name, running, status, clock.instant(), failures());
            Failure last = failure;
            return last == null ? report : report.withEarlierError(last.text + "; it was started again", last.at);
        } catch (TimeoutException | ExecutionException e) {
            return ModemReport.stuck(name, running, changed, failures());
        }
    }

    /** A modem that is stuck is asked once, so that questions do not pile up in it. */
    private synchronized CompletableFuture<ModemStatus> ask(RunningModem running) {
        CompletableFuture<ModemStatus> open = probe;
        if (open == null || open.isDone() || !running.equals(modem)) {
            open = running.status();
            probe = open;
        }
        return open;
    }
}
