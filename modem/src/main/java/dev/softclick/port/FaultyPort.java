package dev.softclick.port;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A line on which things go wrong, as {@link LineFaults} say.
 *
 * <p>What the host sends is best spoilt above a {@link BaudPacer}, what the modem sends below it: there the bytes come when they would on the wire.
 * A break towards the host is a NUL byte, which is what most receivers make of one.
 */
public final class FaultyPort implements Port {
    private final Port below;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService timer;

    /** Guards all below; the listener is never called with it held. */
    private final Object lock = new Object();

    private final FaultLine fromHost;
    private final FaultLine fromModem;

    /** What is on its way to the listener; while something is, the port below does not read, so it is at most what one piece became. */
    private final ArrayDeque<Telling> inbound = new ArrayDeque<>();

    private final ArrayDeque<FaultLine.Step> outbound = new ArrayDeque<>();
    private final PortOwner owner = new PortOwner();
    private boolean reading = true;
    private boolean belowReading = true;
    private boolean telling;
    private boolean sending;
    private boolean belowBusy;
    private boolean pausing;
    private boolean drained;
    private int rateBelow;
    private @Nullable Future<?> sendLater;
    private @Nullable Future<?> tellLater;

    /** What the listener is to hear. */
    private sealed interface Telling {
        record Bytes(byte[] bytes) implements Telling {}

        record Signal(LineSignal signal) implements Telling {}

        record Drained() implements Telling {}

        record End(@Nullable IOException reason) implements Telling {}

        /** Nothing, until then. */
        final class Pause implements Telling {
            private final long nanos;
            private long until;
            private boolean begun;

            Pause(long nanos) {
                this.nanos = nanos;
            }
        }
    }

    /**
     * Spoils {@code below}, which it owns from now on.
     *
     * @param nanoTime as {@link System#nanoTime()}
     * @param timer runs what is delayed; may be shared, is not shut down here
     * @param remarks hears of each fault that happens, on the thread that moves the byte: it must return at once
     */
    public FaultyPort(
            Port below, LineFaults faults, LongSupplier nanoTime, ScheduledExecutorService timer, Consumer<TracedRemark> remarks) {
        this.below = below;
        this.nanoTime = nanoTime;
        this.timer = timer;
        fromHost = new FaultLine(faults.ofHost(), remarks);
        fromModem = new FaultLine(faults.ofModem(), remarks);
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            owner.opens(listener);
        }
        below.open(new FromBelow());
    }

    @Override
    public String address() {
        return below.address();
    }

    @Override
    public Optional<String> path() {
        return below.path();
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (owner.closed()) {
                return true;
            }
            if (sending) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            outbound.addAll(fromModem.pass(bytes, 0, bytes.length, nanoTime.getAsLong()));
            sending = !sent();
            return !sending;
        }
    }

    /** Hands on what may go now: whether all of it has left. */
    private boolean sent() {
        while (!outbound.isEmpty() && !belowBusy && !pausing) {
            switch (outbound.remove()) {
                case FaultLine.Step.Bytes(byte[] bytes) -> belowBusy = !below.write(bytes);
                case FaultLine.Step.Break() -> belowBusy = !below.write(new byte[1]);
                case FaultLine.Step.Pause(long nanos) -> {
                    pausing = true;
                    sendLater = timer.schedule(this::paused, nanos, TimeUnit.NANOSECONDS);
                }
            }
        }
        boolean all = outbound.isEmpty() && !belowBusy && !pausing;
        if (all && rateBelow > 0) {
            below.rate(rateBelow);
            rateBelow = 0;
        }
        return all;
    }

    private void paused() {
        synchronized (lock) {
            pausing = false;
            goOnSending();
        }
        tell();
    }

    private void goOnSending() {
        if (!owner.closed() && sending && sent()) {
            sending = false;
            drained = true;
        }
    }

    @Override
    public boolean timed() {
        return below.timed();
    }

    @Override
    public Optional<String> caution() {
        return below.caution();
    }

    @Override
    public boolean tellsTerminalReady() {
        return below.tellsTerminalReady();
    }

    @Override
    public void rate(int bitsPerSecond) {
        synchronized (lock) {
            if (sending) {
                rateBelow = bitsPerSecond;
            } else {
                below.rate(bitsPerSecond);
            }
        }
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            reading = on;
            adjustBelow();
            if (on && !inbound.isEmpty() && !telling && !owner.closed()) {
                timer.execute(this::tell);
            }
        }
    }

    private void adjustBelow() {
        boolean wanted = reading && inbound.isEmpty();
        if (wanted != belowReading && !owner.closed()) {
            belowReading = wanted;
            below.reading(wanted);
        }
    }

    /** Tells the listener what it may hear by now; one thread at a time does. */
    private void tell() {
        synchronized (lock) {
            if (telling) {
                return;
            }
            telling = true;
        }
        boolean done = false;
        try {
            Telling next;
            while ((next = next()) != null) {
                pass(next);
            }
            done = true;
        } finally {
            if (!done) {
                synchronized (lock) {
                    telling = false;
                }
            }
        }
    }

    private void pass(Telling next) {
        switch (next) {
            case Telling.Bytes(byte[] bytes) -> owner.received(bytes, 0, bytes.length);
            case Telling.Signal(LineSignal signal) -> owner.signalled(signal);
            case Telling.Drained() -> owner.drained(true);
            case Telling.End(IOException reason) -> owner.ended(reason);
            case Telling.Pause _ -> {}
        }
    }

    /** Null, and nobody is telling any more, when there is nothing that may be told now. */
    private @Nullable Telling next() {
        synchronized (lock) {
            if (drained && !owner.closed()) {
                drained = false;
                return new Telling.Drained();
            }
            Telling head = owner.closed() ? null : inbound.peek();
            boolean waits = head instanceof Telling.Pause pause ? !over(pause) : head instanceof Telling.Bytes && !reading;
            if (head == null || waits) {
                telling = false;
                adjustBelow();
                return null;
            }
            return inbound.remove();
        }
    }

    private boolean over(Telling.Pause pause) {
        long now = nanoTime.getAsLong();
        if (!pause.begun) {
            pause.begun = true;
            pause.until = now + pause.nanos;
            tellLater = timer.schedule(this::tell, pause.nanos, TimeUnit.NANOSECONDS);
        }
        return now - pause.until >= 0;
    }

    @Override
    public void close() {
        synchronized (lock) {
            owner.closes();
            inbound.clear();
            outbound.clear();
            cancel(sendLater);
            cancel(tellLater);
        }
        below.close();
    }

    private static void cancel(@Nullable Future<?> later) {
        if (later != null) {
            later.cancel(false);
        }
    }

    private static Telling telling(FaultLine.Step step) {
        return switch (step) {
            case FaultLine.Step.Bytes(byte[] bytes) -> new Telling.Bytes(bytes);
            case FaultLine.Step.Break() -> new Telling.Signal(new LineSignal.Break());
            case FaultLine.Step.Pause(long nanos) -> new Telling.Pause(nanos);
        };
    }

    private final class FromBelow implements PortListener {
        @Override
        public void received(byte[] bytes, int offset, int length) {
            synchronized (lock) {
                if (owner.closed()) {
                    return;
                }
                fromHost.pass(bytes, offset, length, nanoTime.getAsLong()).forEach(step -> inbound.add(telling(step)));
            }
            tell();
        }

        @Override
        public void drained() {
            synchronized (lock) {
                belowBusy = false;
                goOnSending();
            }
            tell();
        }

        @Override
        public void signalled(LineSignal signal) {
            add(new Telling.Signal(signal));
        }

        @Override
        public void ended(@Nullable IOException reason) {
            add(new Telling.End(reason));
        }

        private void add(Telling told) {
            synchronized (lock) {
                inbound.add(told);
            }
            tell();
        }
    }
}
