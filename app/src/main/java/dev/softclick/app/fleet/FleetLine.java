package dev.softclick.app.fleet;

import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line in memory: the modem's port on one side, a host of the same process on the other. It takes all that the modem says at once; what the host sends
 * while the modem does not read waits here, and is no more than the transcript has it say.
 */
final class FleetLine implements Port {
    private final String name;
    private final Consumer<byte[]> host;
    private final ArrayDeque<byte[]> held = new ArrayDeque<>();
    private volatile @Nullable PortListener modem;
    private boolean reading = true;

    /** @param host hears what the modem says, on whatever thread that comes; it must not call back from there */
    FleetLine(String name, Consumer<byte[]> host) {
        this.name = name;
        this.host = host;
    }

    @Override
    public void open(PortListener listener) {
        modem = listener;
    }

    @Override
    public String address() {
        return "fleet:" + name;
    }

    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    @Override
    public boolean write(byte[] bytes) {
        if (modem != null) {
            host.accept(bytes.clone());
        }
        return true;
    }

    @Override
    public void reading(boolean on) {
        synchronized (held) {
            reading = on;
        }
        if (on) {
            pass();
        }
    }

    /** The host sends; one thread at a time. */
    void send(byte[] bytes) {
        synchronized (held) {
            held.add(bytes);
        }
        pass();
    }

    private void pass() {
        while (true) {
            byte[] bytes;
            synchronized (held) {
                bytes = reading ? held.poll() : null;
            }
            PortListener listener = modem;
            if (bytes == null || listener == null) {
                return;
            }
            listener.received(bytes, 0, bytes.length);
        }
    }

    @Override
    public void close() {
        modem = null;
    }
}
