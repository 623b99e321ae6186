package dev.softclick.benchmarks.fleet;

import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line in memory: what the modem says goes to a method, what its host types comes from a call. */
final class HostlessPort implements Port {
    private final Consumer<byte[]> said;
    private volatile @Nullable PortListener modem;

    HostlessPort(Consumer<byte[]> said) {
        this.said = said;
    }

    void type(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        PortListener listener = modem;
        if (listener != null) {
            listener.received(bytes, 0, bytes.length);
        }
    }

    @Override
    public void open(PortListener listener) {
        modem = listener;
    }

    @Override
    public String address() {
        return "memory:";
    }

    @Override
    public java.util.Optional<String> path() {
        return java.util.Optional.empty();
    }

    @Override
    public boolean write(byte[] bytes) {
        said.accept(bytes);
        return true;
    }

    @Override
    public void reading(boolean on) {}

    @Override
    public void close() {
        modem = null;
    }
}
