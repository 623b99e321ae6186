package dev.softclick.app.serve;

import dev.softclick.port.LineSignal;
import dev.softclick.port.Port;
import dev.softclick.port.PortListener;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line that can be taken off its port, and put back on it: while it is off, what is written is dropped, as on a wire with nobody at the other end, and
 * the port is free for others.
 */
public final class DetachablePort implements Port {
    /** No rate was asked for. */
    private static final int AS_MADE = 0;

    private final Supplier<Port> ports;
    private final Object lock = new Object();
    private @Nullable Plug plug;
    private @Nullable PortListener listener;
    private boolean outstanding;
    private int rate = AS_MADE;

    /** Made already, to be put on next. */
    private @Nullable Port next;

    private boolean wanted = true;

    /** Whether the owner was told that the line is away, and not yet that it is back. */
    private boolean away;

    /** Whether it was told that a host has come, and not yet that it has gone. */
    private boolean present;
    private boolean closed;

    /** @param ports makes the port, for each time that it is put on */
    public DetachablePort(Supplier<Port> ports) {
        this.ports = ports;
    }

    @Override
    public void open(PortListener owner) throws IOException {
        synchronized (lock) {
            listener = owner;
        }
        attach();
    }

    /** Whether it is on its port. */
    public boolean attached() {
        synchronized (lock) {
            return plug != null;
        }
    }

    /**
     * Puts it on its port; without effect when it is there.
     *
     * @throws IOException when the port can't be had: it stays off
     */
    public void attach() throws IOException {
        Plug fresh;
        synchronized (lock) {
            if (closed || plug != null) {
                return;
            }
            fresh = new Plug(next());
            next = null;
            plug = fresh;
        }
        boolean done = false;
        try {
            fresh.port.open(fresh);
            done = true;
        } finally {
            if (!done) {
                remove(fresh);
            }
        }
        boolean reads;
        synchronized (lock) {
            if (rate != AS_MADE) {
                fresh.port.rate(rate);
            }
            fresh.opened = true;
            reads = wanted;
        }
        if (!reads) {
            fresh.port.reading(false);
        }
    }

    private Port next() {
        Port made = next == null ? ports.get() : next;
        next = made;
        return made;
    }

    /** Takes it off its port, which is free when this returns. */
    public void detach() {
        Plug removed;
        synchronized (lock) {
            removed = plug;
        }
        if (removed != null) {
            remove(removed);
        }
    }

    private void remove(Plug removed) {
        boolean dropped;
        boolean wasAway;
        boolean hadHost;
        PortListener owner;
        synchronized (lock) {
            if (plug != removed) {
                return;
            }
            plug = null;
            dropped = outstanding;
            outstanding = false;
            wasAway = away;
            away = false;
            hadHost = present;
            present = false;
            owner = listener;
        }
        removed.port.close();
        if (hadHost && owner != null) {
            owner.signalled(new LineSignal.HostPresent(false));
        }
        if (wasAway && owner != null) {
            // The port can't tell any more; the next one begins with its line there.
            owner.signalled(new LineSignal.Attached());
        }
        if (dropped && owner != null) {
            owner.drained();
        }
    }

    @Override
    public String address() {
        Plug on = current();
        return on == null ? "detached" : on.port.address();
    }

    @Override
    public Optional<String> path() {
        Plug on = current();
        return on == null ? Optional.empty() : on.port.path();
    }

    private @Nullable Plug current() {
        synchronized (lock) {
            return plug;
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            outstanding = plug != null && plug.opened && !plug.port.write(bytes);
            return !outstanding;
        }
    }

    @Override
    public void reading(boolean on) {
        Plug there;
        synchronized (lock) {
            wanted = on;
            there = plug;
        }
        if (there != null) {
            there.port.reading(on);
        }
    }

    @Override
    public Optional<String> caution() {
        Plug on = current();
        return on == null ? Optional.empty() : on.port.caution();
    }

    @Override
    public void rate(int bitsPerSecond) {
        synchronized (lock) {
            rate = bitsPerSecond;
            if (plug != null) {
                plug.port.rate(bitsPerSecond);
            }
        }
    }

    @Override
    public boolean timed() {
        synchronized (lock) {
            return (plug == null ? next() : plug.port).timed();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            listener = null;
        }
        detach();
    }

    /** One port, for as long as the line is on it. */
    private final class Plug implements PortListener {
        private final Port port;

        /** A port takes bytes once it is open; a host that speaks shows that it is. */
        private boolean opened;

        Plug(Port port) {
            this.port = port;
        }

        private @Nullable PortListener owner() {
            synchronized (lock) {
                return plug == this ? listener : null;
            }
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            PortListener owner;
            synchronized (lock) {
                opened = true;
                owner = owner();
            }
            if (owner != null) {
                owner.received(bytes, offset, length);
            }
        }

        @Override
        public void drained() {
            PortListener owner;
            synchronized (lock) {
                owner = plug == this && outstanding ? listener : null;
                outstanding &= plug != this;
            }
            if (owner != null) {
                owner.drained();
            }
        }

        private void remember(LineSignal signal) {
            switch (signal) {
                case LineSignal.Detached() -> away = true;
                case LineSignal.Attached() -> away = false;
                case LineSignal.HostPresent(boolean there) -> present = there;
                case LineSignal.TerminalReady _, LineSignal.Break _, LineSignal.Rate _ -> {
                    // They end with the line by themselves.
                }
            }
        }

        @Override
        public void signalled(LineSignal signal) {
            PortListener owner;
            synchronized (lock) {
                owner = owner();
                if (owner != null) {
                    remember(signal);
                }
            }
            if (owner != null) {
                owner.signalled(signal);
            }
        }

        @Override
        public void ended(@Nullable IOException reason) {
            PortListener owner = owner();
            if (owner != null) {
                owner.ended(reason);
            }
        }
    }
}
