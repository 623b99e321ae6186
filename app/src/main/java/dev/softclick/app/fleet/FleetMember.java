package dev.softclick.app.fleet;

import dev.softclick.SoftModem;
import dev.softclick.app.fleet.host.HostAction;
import dev.softclick.app.fleet.host.HostScript;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A modem of the fleet, its line and its host. Costs no thread: host and modem run on whatever thread brings them something. */
final class FleetMember implements AutoCloseable {
    private final SoftModem modem;
    private final FleetLine line;
    private final HostScript script;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;
    private final Turns turns = new Turns(this::settle);

    /** What follows belongs to whoever has the turn. */
    private @Nullable Future<?> wake;

    private long wakeAt = Long.MAX_VALUE;
    private boolean closed;

    /** How a member is put together: its line tells the host what it hears. */
    @FunctionalInterface
    interface Wiring {
        SoftModem modem(FleetLine line);
    }

    FleetMember(String name, Wiring wiring, HostScript script, LongSupplier nanoTime, ScheduledExecutorService timer) {
        this.script = script;
        this.nanoTime = nanoTime;
        this.timer = timer;
        line = new FleetLine(name, this::said);
        modem = wiring.modem(line);
    }

    void start() throws IOException {
        modem.start();
        turns.post(() -> {});
    }

    /** Any network goes away, or comes back. */
    void radio(boolean on) {
        modem.radio(on);
    }

    /** The host begins nothing further. */
    void windDown() {
        script.windDown();
    }

    private void said(byte[] bytes) {
        turns.post(() -> script.heard(bytes, nanoTime.getAsLong()));
    }

    private void settle() {
        if (closed) {
            return;
        }
        HostAction action = script.poll(nanoTime.getAsLong());
        while (action != null) {
            switch (action) {
                case HostAction.Send(byte[] bytes) -> line.send(bytes);
                case HostAction.Reset _ -> modem.powerCycle();
            }
            action = script.poll(nanoTime.getAsLong());
        }
        long next = script.nextTimeout();
        // One that comes early just asks again: most waits are answered long before they are over.
        if (next < wakeAt) {
            if (wake != null) {
                wake.cancel(false);
            }
            wakeAt = next;
            wake = timer.schedule(() -> turns.post(this::woken), Math.max(0, next - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
        }
    }

    private void woken() {
        wake = null;
        wakeAt = Long.MAX_VALUE;
    }

    @Override
    public void close() {
        turns.post(() -> {
            closed = true;
            if (wake != null) {
                wake.cancel(false);
            }
        });
        modem.close();
    }
}
