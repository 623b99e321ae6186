package dev.softclick.port;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom a port tells: nobody before it is open, its listener while it is, nobody once it is closed. To be told without a lock held, for a listener may call
 * the port.
 */
final class PortOwner {
    private volatile @Nullable PortListener listener;
    private volatile boolean closed;

    /**
     * The port is being opened for {@code owner}. Not from several threads at once.
     *
     * @throws IllegalStateException when it was opened or closed before
     */
    void opens(PortListener owner) {
        if (closed || opened()) {
            throw new IllegalStateException("a port opens once");
        }
        listener = owner;
    }

    /** Whether it was ever opened. */
    boolean opened() {
        return listener != null;
    }

    boolean closed() {
        return closed;
    }

    /** It is closed; whether it was not before. Not from several threads at once. */
    boolean closes() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    void tell(Consumer<PortListener> telling) {
        PortListener owner = listener;
        if (owner != null && !closed) {
            telling.accept(owner);
        }
    }

    void received(byte[] bytes, int offset, int length) {
        tell(owner -> owner.received(bytes, offset, length));
    }

    void signalled(LineSignal signal) {
        tell(owner -> owner.signalled(signal));
    }

    /** Tells that the chunk has left, if it {@code has}. */
    void drained(boolean has) {
        if (has) {
            tell(PortListener::drained);
        }
    }

    void ended(@Nullable IOException reason) {
        tell(owner -> owner.ended(reason));
    }
}
