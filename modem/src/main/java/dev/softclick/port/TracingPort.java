package dev.softclick.port;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells what goes over a port, both ways, and lets it pass unchanged. */
public final class TracingPort implements Port {
    private final Port below;
    private final LongSupplier nanoTime;
    private final Consumer<TracedBytes> trace;
    private final Consumer<TracedRemark> remarks;

    /**
     * Traces {@code below}, which it owns from now on.
     *
     * @param nanoTime as {@link System#nanoTime()}
     * @param trace hears each piece on the thread that moves it, so it must return at once; may hear both directions at the same time
     */
    public TracingPort(Port below, LongSupplier nanoTime, Consumer<TracedBytes> trace) {
        this(below, nanoTime, trace, remark -> {});
    }

    /** As the other; {@code remarks} hears of the line's signals, as {@link LineSignal#text()} has them, in order with the bytes. */
    public TracingPort(Port below, LongSupplier nanoTime, Consumer<TracedBytes> trace, Consumer<TracedRemark> remarks) {
        this.below = below;
        this.nanoTime = nanoTime;
        this.trace = trace;
        this.remarks = remarks;
    }

    @Override
    public void open(PortListener listener) throws IOException {
        below.open(new PortListener() {
            @Override
            public void received(byte[] bytes, int offset, int length) {
                trace.accept(new TracedBytes(nanoTime.getAsLong(), true, Arrays.copyOfRange(bytes, offset, offset + length)));
                listener.received(bytes, offset, length);
            }

            @Override
            public void drained() {
                listener.drained();
            }

            @Override
            public void signalled(LineSignal signal) {
                remarks.accept(new TracedRemark(nanoTime.getAsLong(), "line: " + signal.text()));
                listener.signalled(signal);
            }

            @Override
            public void ended(@Nullable IOException reason) {
                listener.ended(reason);
            }
        });
    }

    @Override
    public boolean write(byte[] bytes) {
        trace.accept(new TracedBytes(nanoTime.getAsLong(), false, bytes.clone()));
        return below.write(bytes);
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
    public void reading(boolean on) {
        below.reading(on);
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
        below.rate(bitsPerSecond);
    }

    @Override
    public void close() {
        below.close();
    }
}
