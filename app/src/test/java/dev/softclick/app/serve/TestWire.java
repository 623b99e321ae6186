package dev.softclick.app.serve;

import dev.softclick.port.LineSignal;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A port whose host the test plays. */
final class TestWire implements Port {
    private final String name;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private volatile @Nullable PortListener listener;
    private volatile boolean broken;
    volatile boolean slow;
    volatile boolean closed;

    TestWire(String name) {
        this.name = name;
    }

    void types(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Objects.requireNonNull(listener).received(bytes, 0, bytes.length);
    }

    void signals(LineSignal signal) {
        Objects.requireNonNull(listener).signalled(signal);
    }

    void breaks() {
        broken = true;
    }

    String heard() {
        synchronized (heard) {
            String text = heard.toString(StandardCharsets.US_ASCII);
            heard.reset();
            return text;
        }
    }

    @Override
    public void open(PortListener owner) {
        listener = owner;
    }

    @Override
    public String address() {
        return name;
    }

    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    @Override
    public boolean write(byte[] bytes) {
        if (broken) {
            throw new IllegalStateException("the wire broke");
        }
        synchronized (heard) {
            heard.writeBytes(bytes);
        }
        return !slow;
    }

    @Override
    public void reading(boolean on) {
        // it types when the test says
    }

    @Override
    public void close() {
        closed = true;
    }
}
