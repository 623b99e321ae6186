package dev.softclick.port;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Several ports as one line: what any host sends is received, what is written goes to all.
 *
 * <p>The port whose host spoke last leads: the line is as fast as that host reads. The others get what they read in time; one that still has a chunk
 * to read misses the chunks that follow it. Hosts that come, go or drop DTR matter on the port that leads alone.
 */
public final class SharedLine implements Port {
    private final List<Branch> branches = new ArrayList<>();

    /** Held while the listener is called, so that the ports' threads take turns; no method of this port takes it. */
    private final ReentrantLock calls = new ReentrantLock();

    /** Guards all below and the writes to the ports; the listener is never called with it held. */
    private final Object lock = new Object();

    private @Nullable PortListener listener;
    private Branch lead;
    private boolean closed;

    /** Whether the owner was told that the line is away. */
    private boolean away;

    /** Whether the owner was told false and is yet to hear that its chunk has left. */
    private boolean outstanding;

    /** The chunk, as long as the lead has not been given it. */
    private byte @Nullable [] held;

    /**
     * Joins {@code ports}, which it owns from now on.
     *
     * @param ports at least one; the first gives address and path, and leads until a host speaks
     */
    public SharedLine(List<? extends Port> ports) {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a line needs a port");
        }
        ports.forEach(port -> branches.add(new Branch(port)));
        lead = branches.getFirst();
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            this.listener = listener;
        }
        try {
            for (Branch branch : branches) {
                branch.port.open(branch);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public String address() {
        return branches.getFirst().port.address();
    }

    @Override
    public Optional<String> path() {
        return branches.getFirst().port.path();
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (closed) {
                return true;
            }
            if (outstanding) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            for (Branch branch : branches) {
                if (branch.idle()) {
                    branch.busy = !branch.port.write(bytes);
                } else if (branch.equals(lead) && branch.alive) {
                    held = bytes;
                }
            }
            outstanding = lead.busy;
            return !outstanding;
        }
    }

    /** Whether the owner has now to be told that its chunk has left, because the lead has (or the new lead never had) no more to do with it. */
    private boolean settled() {
        if (!outstanding) {
            return false;
        }
        byte[] late = held;
        if (late != null && lead.idle()) {
            held = null;
            lead.busy = !lead.port.write(late);
        }
        if (lead.busy) {
            return false;
        }
        held = null;
        outstanding = false;
        return true;
    }

    @Override
    public void reading(boolean on) {
        branches.forEach(branch -> branch.port.reading(on));
    }

    @Override
    public void rate(int bitsPerSecond) {
        branches.forEach(branch -> branch.port.rate(bitsPerSecond));
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        branches.forEach(branch -> branch.port.close());
    }

    private @Nullable PortListener owner() {
        synchronized (lock) {
            return closed ? null : listener;
        }
    }

    private final class Branch implements PortListener {
        private final Port port;
        private boolean alive = true;
        private boolean busy;
        private boolean detached;

        Branch(Port port) {
            this.port = port;
        }

        boolean idle() {
            return alive && !busy;
        }

        @Override
        public void received(byte[] bytes, int offset, int length) {
            boolean done = become(this);
            Optional<LineSignal> presence = presence();
            tell(done, owner -> {
                presence.ifPresent(owner::signalled);
                owner.received(bytes, offset, length);
            });
        }

        @Override
        public void drained() {
            boolean done;
            synchronized (lock) {
                busy = false;
                done = equals(lead) && settled();
            }
            tell(done, owner -> {});
        }

        @Override
        public void signalled(LineSignal signal) {
            Optional<LineSignal> heard;
            synchronized (lock) {
                heard = switch (signal) {
                    case LineSignal.Detached() -> attachment(true);
                    case LineSignal.Attached() -> attachment(false);
                    case LineSignal.TerminalReady _, LineSignal.HostPresent _ -> equals(lead) ? Optional.of(signal) : Optional.empty();
                    case LineSignal.Rate _, LineSignal.Break _ -> Optional.of(signal);
                };
            }
            tell(false, owner -> heard.ifPresent(owner::signalled));
        }

        private Optional<LineSignal> attachment(boolean gone) {
            detached = gone;
            return presence();
        }

        @Override
        public void ended(@Nullable IOException reason) {
            boolean done;
            boolean last;
            synchronized (lock) {
                alive = false;
                busy = false;
                last = branches.stream().noneMatch(branch -> branch.alive);
                done = equals(lead) && become(branches.stream().filter(branch -> branch.alive).findFirst().orElse(this));
            }
            port.close();
            Optional<LineSignal> presence = last ? Optional.empty() : presence();
            tell(done, owner -> {
                presence.ifPresent(owner::signalled);
                if (last) {
                    owner.ended(reason);
                }
            });
        }
    }

    /** As {@link #settled()}, with another lead. */
    private boolean become(Branch next) {
        synchronized (lock) {
            if (!next.equals(lead)) {
                // It has been given the chunk, or missed it when it did not lead yet.
                held = null;
                lead = next;
            }
            return settled();
        }
    }

    /** What the owner has to hear, if anything: the line is away when the port that leads is. */
    private Optional<LineSignal> presence() {
        synchronized (lock) {
            if (away == lead.detached) {
                return Optional.empty();
            }
            away = lead.detached;
            return Optional.of(away ? new LineSignal.Detached() : new LineSignal.Attached());
        }
    }

    private void tell(boolean drained, Consumer<PortListener> telling) {
        calls.lock();
        try {
            PortListener owner = owner();
            if (owner == null) {
                return;
            }
            if (drained) {
                owner.drained();
            }
            telling.accept(owner);
        } finally {
            calls.unlock();
        }
    }
}
