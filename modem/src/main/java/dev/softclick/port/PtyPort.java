package dev.softclick.port;

import dev.softclick.port.posix.Pty;
import dev.softclick.port.posix.TtyThread;
import dev.softclick.port.posix.TtyWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pseudo terminal behind a stable symlink: {@code pty:LINK}.
 *
 * <p>A host may open, close and open again at any time. What a host wrote before it closed still arrives; what it left unread the next host does
 * not see. While nobody is attached nothing runs. As the kernel does it on a real terminal, DTR is up while a program has it open.
 */
public final class PtyPort implements Port {
    private static final int READ_BYTES = 2048;

    private final Path link;
    private final byte[] inbound = new byte[READ_BYTES];
    private final PortOwner owner = new PortOwner();
    private final PtyReady ready;

    /** Guards what follows, and every call of the PTY but writing. The listener is never called with it held. */
    private final Object lock = new Object();

    /**
     * Guards writing; who holds both took {@link #lock} first. It is one of its own because a write wakes the host, whose next bytes are there before
     * the write has returned: who reads them does not wait for that.
     */
    private final Object out = new Object();

    private @Nullable Pty pty;
    private @Nullable TtyWatch watch;
    private @Nullable PtyLink held;
    private String path = "";
    private boolean reading = true;

    /** From here on: changed with {@link #out} held. */
    private boolean attached;

    /** What of the last write remains. */
    private volatile byte @Nullable [] pending;

    private int sent;

    /** The port that will be found at {@code link}. */
    public PtyPort(Path link) {
        this(link, false);
    }

    /** @param terminalReady whether to tell of DTR: {@link LineSignal.TerminalReady} */
    public PtyPort(Path link, boolean terminalReady) {
        this.link = link;
        ready = new PtyReady(owner, terminalReady);
    }

    /** Opens a terminal that nobody finds, and closes it. A JVM's first one takes dozens of milliseconds, which may be spent before one is needed. */
    public static void rehearse() {
        try {
            Pty.open().close();
        } catch (IOException | LinkageError e) {
            // None to be had, or no Linux: who opens one in earnest is told.
        }
    }

    @Override
    public void open(PortListener listener) throws IOException {
        synchronized (lock) {
            owner.opens(listener);
            held = PtyLink.claim(link);
            try {
                pty = Pty.open();
                path = pty.path();
                watch = TtyThread.running().add(pty, this::turn);
                held.pointTo(Path.of(path));
            } catch (IOException | RuntimeException | Error e) {
                close();
                throw e;
            }
        }
    }

    @Override
    public String address() {
        return "pty:" + link;
    }

    @Override
    public Optional<String> path() {
        synchronized (lock) {
            return path.isEmpty() ? Optional.empty() : Optional.of(path);
        }
    }

    @Override
    public boolean tellsTerminalReady() {
        return true;
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (out) {
            if (pending != null) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            if (owner.closed() || !attached || pty == null || watch == null) {
                return true;
            }
            watch.answers();
            int took = pty.write(bytes, 0, bytes.length);
            if (took == bytes.length) {
                return true;
            }
            sent = took;
            pending = bytes;
        }
        synchronized (lock) {
            arm();
        }
        return false;
    }

    /** Writes what remains, as far as there is room: whether all of it has left now. */
    private boolean push() {
        synchronized (out) {
            byte[] bytes = pending;
            if (bytes == null || owner.closed() || pty == null) {
                return false;
            }
            sent += pty.write(bytes, sent, bytes.length - sent);
            if (sent < bytes.length) {
                return false;
            }
            pending = null;
            return true;
        }
    }

    @Override
    public void reading(boolean on) {
        synchronized (lock) {
            if (reading != on) {
                reading = on;
                arm();
            }
        }
    }

    private void arm() {
        if (!owner.closed() && watch != null) {
            watch.arm(reading, pending != null);
        }
    }

    /** On the PTY thread: hosts first, then what the host sent, then what it has room for. */
    private void turn() {
        meetHosts(false);
        boolean more = deliver();
        boolean drained;
        boolean allRead;
        synchronized (lock) {
            allRead = reading && !more;
            drained = pending != null && push();
            if (more || drained) {
                arm();
            }
        }
        owner.drained(drained);
        if (allRead) {
            ready.allRead();
        }
    }

    /**
     * Hands on what one read gives: bytes can be commands, and 2 KB of those are a millisecond or more of work that other PTYs wait for. Whether there
     * may be more without another event: a read that was not filled took all there was, and what comes later is an event; but not so what the
     * kernel still carries when the program that wrote it has closed the device.
     */
    private boolean deliver() {
        int got;
        synchronized (lock) {
            got = owner.closed() || !reading || pty == null ? 0 : pty.read(inbound);
        }
        if (got == 0) {
            return false;
        }
        // These may be a new host's: it must be met first, or the answer it gets would be thrown away with what the one before left unread.
        meetHosts(true);
        ready.heard();
        owner.received(inbound, 0, got);
        return got == inbound.length || ready.owesDrop();
    }

    /** @param justNow whether what hosts did since the last event counts, too; it always does when something waits to be written */
    private void meetHosts(boolean justNow) {
        boolean drained = false;
        boolean present;
        boolean left;
        synchronized (lock) {
            if (owner.closed() || pty == null || watch == null) {
                return;
            }
            TtyWatch.Hosts hosts = watch.look(justNow || pending != null);
            if (hosts == TtyWatch.Hosts.UNCHANGED) {
                return;
            }
            synchronized (out) {
                present = pty.hostAttached();
                left = hosts == TtyWatch.Hosts.LEFT || !present;
                if (attached && left) {
                    drained = pending != null;
                    pending = null;
                    pty.forgetUnread();
                    watch.disregard();
                    present = pty.hostAttached();
                }
                if (!present) {
                    watch.noHosts();
                }
                attached = present;
            }
            if (drained) {
                arm();
            }
        }
        owner.drained(drained);
        ready.changed(left, present);
    }

    @Override
    public void close() {
        synchronized (lock) {
            synchronized (out) {
                if (!owner.closes()) {
                    return;
                }
                pending = null;
                if (held != null) {
                    held.close();
                }
                if (watch != null) {
                    watch.cancel();
                }
                if (pty != null) {
                    pty.close();
                }
            }
        }
    }
}
