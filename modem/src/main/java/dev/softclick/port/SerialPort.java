package dev.softclick.port;

import dev.softclick.port.posix.Tty;
import dev.softclick.port.posix.TtyThread;
import dev.softclick.port.posix.TtyWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real serial line, or a USB adapter: {@code serial:DEV}. Held alone.
 *
 * <p>When its device goes away the port stays: it says so once, looks for the device every second, and carries on when it is back. What is written
 * meanwhile is dropped, as on a cable that nobody has plugged in. The host's DTR is taken from DSR, which a null-modem cable joins it to.
 */
public final class SerialPort implements Port {
    private static final Logger LOG = LoggerFactory.getLogger(SerialPort.class);

    /** After so many reads in one turn the other terminals come first. */
    private static final int READS_A_TURN = 2;

    private final Path device;

    private final Runnable tick = this::tick;
    private final DeviceSearch search;

    private final PortOwner owner = new PortOwner();

    /** Guards all below, and every call of the line. The listener is never called with it held. */
    private final Object lock = new Object();

    private final SerialRate rate;
    private @Nullable SerialLine line;
    private @Nullable TtyWatch watch;
    private @Nullable Boolean terminalReady;
    private boolean tellsTerminalReady;

    private final SerialInput input = new SerialInput();
    private boolean gone;

    /** Whether its first turn, which comes by asking for room, is still to come. */
    private boolean fresh;

    private boolean reading = true;
    private byte @Nullable [] pending;
    private int sent;

    /** The port on {@code device}. */
    public SerialPort(Path device, LineSetup setup) {
        this.device = device;
        search = new DeviceSearch(device);
        rate = new SerialRate(device, setup, lock, this::rateChanged);
    }

    @Override
    public void open(PortListener listener) throws IOException {
        LineSetup asked;
        synchronized (lock) {
            owner.opens(listener);
            asked = rate.setup();
        }
        try {
            attach(SerialLine.open(device, asked));
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void attach(SerialLine found) throws IOException {
        boolean done = false;
        synchronized (lock) {
            try {
                if (owner.closed()) {
                    return;
                }
                TtyThread thread = TtyThread.running();
                OptionalInt lines = found.tty().lines();
                tellsTerminalReady = lines.isPresent();
                if (rate.setup().terminalReady() && tellsTerminalReady) {
                    terminalReady = Optional.ofNullable(terminalReady).orElse((lines.getAsInt() & Tty.DSR) != 0);
                    thread.ticks(tick);
                } else {
                    thread.noTicks(tick);
                }
                watch = thread.add(found.tty(), this::turn);
                line = found;
                gone = false;
                fresh = true;
                done = true;
            } finally {
                if (!done) {
                    found.close();
                }
            }
        }
    }

    @Override
    public String address() {
        return "serial:" + device;
    }

    /** None: the device is this end of the line, and the host has the other. */
    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    /** Not a pseudo terminal, nor an adapter that brings out nothing but the data. */
    @Override
    public boolean tellsTerminalReady() {
        synchronized (lock) {
            return tellsTerminalReady;
        }
    }

    /** A pseudo terminal, as one end of a socat pair, is not. */
    @Override
    public boolean timed() {
        try {
            return !device.toRealPath().startsWith("/dev/pts");
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public boolean write(byte[] bytes) {
        synchronized (lock) {
            if (pending != null) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            if (owner.closed() || line == null || gone) {
                return true;
            }
            pending = bytes;
            sent = 0;
            if (push()) {
                return true;
            }
            arm();
            return false;
        }
    }

    /** Whether all of {@link #pending} has left, or is lost with the device; it is null then. */
    private boolean push() {
        byte[] bytes = pending;
        if (bytes != null && line != null && !gone) {
            if (rate.changing()) {
                return false;
            }
            int took = line.tty().write(bytes, sent, bytes.length - sent);
            if (took == Tty.GONE) {
                // The thread does the rest: room there always is on a line that has gone, so it gets a turn.
                gone = true;
                arm();
            } else {
                sent += took;
                if (sent < bytes.length) {
                    return false;
                }
            }
        }
        pending = null;
        return true;
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
            // Bytes that were read and not handed on yet are no event: room, which there is, makes one.
            watch.arm(reading, gone || (pending != null && !rate.changing()) || (reading && input.waits()));
        }
    }

    @Override
    public void rate(int bitsPerSecond) {
        synchronized (lock) {
            rate.want(bitsPerSecond);
            settleRate();
        }
    }

    /** Changes to the rate that is wanted, if what was written before is on its way. */
    private void settleRate() {
        if (!owner.closed() && pending == null) {
            rate.settle(line == null || gone ? null : line.tty());
        }
    }

    /** With the lock held. */
    private void rateChanged() {
        settleRate();
        arm();
    }

    /** On the thread: what the host sent, then what there is room for, then whether the device is still there. */
    private void turn() {
        for (int pieces = 0; deliver(); pieces++) {
            if (pieces == READS_A_TURN) {
                synchronized (lock) {
                    arm();
                }
                break;
            }
        }
        boolean drained;
        boolean lost;
        synchronized (lock) {
            boolean waited = !owner.closed() && pending != null;
            drained = waited && push();
            settleRate();
            if ((drained || fresh) && !gone) {
                fresh = false;
                arm();
            }
            lost = gone && !owner.closed();
        }
        owner.drained(drained);
        if (lost) {
            detach();
        }
    }

    /** Hands on what came up to the next break, or the end of a piece: whether there was something. */
    private boolean deliver() {
        int count;
        synchronized (lock) {
            if (owner.closed() || !reading || line == null) {
                return false;
            }
            gone |= !gone && !input.read(line.tty());
            if (!input.waits()) {
                return false;
            }
            count = input.next();
        }
        boolean broke = input.broke();
        if (count > 0) {
            owner.received(input.piece(), 0, count);
        }
        if (broke) {
            owner.signalled(new LineSignal.Break());
        }
        return true;
    }

    private void detach() {
        boolean drained;
        synchronized (lock) {
            if (owner.closed() || line == null || watch == null) {
                return;
            }
            watch.cancel();
            line.close();
            watch = null;
            line = null;
            drained = pending != null;
            pending = null;
            input.forget();
            settleRate();
            search.begins();
            thread().ticks(tick);
        }
        search.tellGone();
        owner.drained(drained);
        owner.signalled(new LineSignal.Detached());
    }

    private static TtyThread thread() {
        try {
            return TtyThread.running();
        } catch (IOException e) {
            throw new IllegalStateException("it runs, for it called", e);
        }
    }

    /** On the thread, as long as there is a reason to ask again and again. */
    private void tick() {
        boolean attached;
        synchronized (lock) {
            if (owner.closed()) {
                return;
            }
            attached = line != null;
        }
        if (attached) {
            lookAtLines();
        } else if (search.succeeds(this::reattach)) {
            owner.signalled(new LineSignal.Attached());
        }
    }

    private void lookAtLines() {
        // First what was sent before.
        turn();
        Boolean changed = null;
        synchronized (lock) {
            OptionalInt lines = owner.closed() || line == null ? OptionalInt.empty() : line.tty().lines();
            if (lines.isPresent() && terminalReady != null) {
                boolean on = (lines.getAsInt() & Tty.DSR) != 0;
                if (on != terminalReady) {
                    changed = on;
                    terminalReady = on;
                }
            }
        }
        if (changed != null) {
            owner.signalled(new LineSignal.TerminalReady(changed));
        }
    }

    private void reattach() throws IOException {
        LineSetup asked;
        synchronized (lock) {
            asked = rate.setup();
        }
        attach(SerialLine.open(device, asked));
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!owner.closes()) {
                return;
            }
            pending = null;
            if (watch != null) {
                watch.cancel();
            }
            if (line != null) {
                line.close();
            }
            if (owner.opened()) {
                stopTicks();
            }
        }
    }

    private void stopTicks() {
        try {
            TtyThread.running().noTicks(tick);
        } catch (IOException e) {
            LOG.debug("no thread, no ticks", e);
        }
    }
}
