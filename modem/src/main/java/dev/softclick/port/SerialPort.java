package dev.softclick.port;

import dev.softclick.port.posix.Tty;
import dev.softclick.port.posix.TtyThread;
import dev.softclick.port.posix.TtyWatch;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final int READ_BYTES = 2048;

    /** After so many reads in one turn the other terminals come first. */
    private static final int READS_A_TURN = 2;

    private static final int TICKS_A_LOOK = 1000 / TtyThread.TICK_MILLIS;

    private final Path device;

    /** What was read. It is the thread's own, as all down to the lock. */
    private final byte[] raw = new byte[READ_BYTES];

    private final byte[] plain = new byte[READ_BYTES];
    private final Runnable tick = this::tick;
    private BreakMarks marks = new BreakMarks();
    private int ticks;
    private String complaint = "";

    /** Guards all below, and every call of the line. The listener is never called with it held. */
    private final Object lock = new Object();

    private LineSetup setup;
    private @Nullable SerialLine line;
    private @Nullable TtyWatch watch;
    private @Nullable PortListener listener;
    private @Nullable Boolean terminalReady;
    private boolean tellsTerminalReady;
    private boolean opened;

    /** From here to {@link #rawEnd} bytes of {@link #raw} are still to be handed on. */
    private int rawAt;

    private int rawEnd;
    private boolean gone;

    /** Whether its first turn, which comes by asking for room, is still to come. */
    private boolean fresh;

    private boolean changingRate;

    /** 0: none but the present one. */
    private int rateWanted;

    private boolean reading = true;
    private boolean closed;
    private byte @Nullable [] pending;
    private int sent;

    /** The port on {@code device}. */
    public SerialPort(Path device, LineSetup setup) {
        this.device = device;
        this.setup = setup;
    }

    @Override
    public void open(PortListener listener) throws IOException {
        LineSetup asked;
        synchronized (lock) {
            if (closed || opened) {
                throw new IllegalStateException("a port opens once");
            }
            opened = true;
            this.listener = listener;
            asked = setup;
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
                if (closed) {
                    return;
                }
                TtyThread thread = TtyThread.running();
                OptionalInt lines = found.tty().lines();
                tellsTerminalReady = lines.isPresent();
                if (setup.terminalReady() && tellsTerminalReady) {
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
            if (closed || line == null || gone) {
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
            if (changingRate) {
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
        if (!closed && watch != null) {
            // Bytes that were read and not handed on yet are no event: room, which there is, makes one.
            watch.arm(reading, gone || (pending != null && !changingRate) || (reading && rawAt < rawEnd));
        }
    }

    @Override
    public void rate(int bitsPerSecond) {
        synchronized (lock) {
            rateWanted = bitsPerSecond;
            settleRate();
        }
    }

    /** Changes to the rate that is wanted, if what was written before is on its way. */
    private void settleRate() {
        if (closed || rateWanted == 0 || changingRate || pending != null) {
            return;
        }
        int before = setup.rate();
        setup = setup.withRate(rateWanted);
        rateWanted = 0;
        if (setup.rate() != before && line != null && !gone) {
            changeRate(line.tty(), before);
        }
    }

    private void changeRate(Tty tty, int before) {
        try {
            Tty.Lease lease = tty.lease();
            LineSetup wanted = setup;
            changingRate = true;
            Thread.ofPlatform().name("softclick-tty-rate").daemon().start(() -> {
                try (lease) {
                    apply(tty, lease, wanted, before);
                } finally {
                    rateChanged();
                }
            });
        } catch (IOException e) {
            LOG.warn("serial:{}: it stays at its rate: {}", device, e.getMessage());
        }
    }

    private void apply(Tty tty, Tty.Lease lease, LineSetup wanted, int before) {
        try {
            tty.changeRate(SerialLine.settings(wanted), lease);
        } catch (IOException e) {
            LOG.warn("serial:{}: it stays at {} baud: {}", device, before, e.getMessage());
            synchronized (lock) {
                setup = setup.withRate(before);
            }
            goBack(tty, lease, wanted.withRate(before));
        }
    }

    private void goBack(Tty tty, Tty.Lease lease, LineSetup before) {
        try {
            tty.changeRate(SerialLine.settings(before), lease);
        } catch (IOException e) {
            LOG.debug("serial:{}: has gone meanwhile", device, e);
        }
    }

    private void rateChanged() {
        synchronized (lock) {
            changingRate = false;
            settleRate();
            arm();
        }
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
            boolean waited = !closed && pending != null;
            drained = waited && push();
            settleRate();
            if ((drained || fresh) && !gone) {
                fresh = false;
                arm();
            }
            lost = gone && !closed;
        }
        tellDrained(drained);
        if (lost) {
            detach();
        }
    }

    /** Hands on what came up to the next break, or the end of a piece: whether there was something. */
    private boolean deliver() {
        int count;
        synchronized (lock) {
            if (closed || !reading || line == null) {
                return false;
            }
            if (rawAt == rawEnd) {
                rawAt = 0;
                int got = gone ? Tty.GONE : line.tty().read(raw);
                rawEnd = Math.max(0, got);
                gone |= got == Tty.GONE;
            }
            if (rawAt == rawEnd) {
                return false;
            }
            count = marks.decode(raw, rawAt, rawEnd, plain);
            rawAt += marks.taken();
        }
        boolean broke = marks.broke();
        PortListener owner = owner();
        if (owner != null && count > 0) {
            owner.received(plain, 0, count);
        }
        if (broke) {
            tell(new LineSignal.Break());
        }
        return true;
    }

    private void detach() {
        boolean drained;
        synchronized (lock) {
            if (closed || line == null || watch == null) {
                return;
            }
            watch.cancel();
            line.close();
            watch = null;
            line = null;
            drained = pending != null;
            pending = null;
            rawAt = 0;
            rawEnd = 0;
            settleRate();
            marks = new BreakMarks();
            ticks = 0;
            complaint = "";
            thread().ticks(tick);
        }
        LOG.warn("serial:{}: the device is gone; the modem goes on when it is back", device);
        tellDrained(drained);
        tell(new LineSignal.Detached());
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
            if (closed) {
                return;
            }
            attached = line != null;
        }
        if (attached) {
            lookAtLines();
        } else if (++ticks % TICKS_A_LOOK == 0) {
            lookForDevice();
        }
    }

    private void lookAtLines() {
        // First what was sent before.
        turn();
        Boolean changed = null;
        synchronized (lock) {
            OptionalInt lines = closed || line == null ? OptionalInt.empty() : line.tty().lines();
            if (lines.isPresent() && terminalReady != null) {
                boolean on = (lines.getAsInt() & Tty.DSR) != 0;
                if (on != terminalReady) {
                    changed = on;
                    terminalReady = on;
                }
            }
        }
        if (changed != null) {
            tell(new LineSignal.TerminalReady(changed));
        }
    }

    private void lookForDevice() {
        LineSetup asked;
        synchronized (lock) {
            asked = setup;
        }
        if (!Files.exists(device)) {
            return;
        }
        try {
            attach(SerialLine.open(device, asked));
        } catch (IOException e) {
            // Twice the same: not just the moment in which the system sets its rights.
            String why = String.valueOf(e.getMessage());
            if (why.equals(complaint)) {
                LOG.warn("{}; trying again every second", why);
                complaint = why + " (told)";
            } else if (!complaint.startsWith(why)) {
                complaint = why;
            }
            return;
        }
        LOG.warn("serial:{}: the device is back", device);
        tell(new LineSignal.Attached());
    }

    private void tell(LineSignal signal) {
        PortListener owner = owner();
        if (owner != null) {
            owner.signalled(signal);
        }
    }

    private void tellDrained(boolean drained) {
        PortListener owner = drained ? owner() : null;
        if (owner != null) {
            owner.drained();
        }
    }

    private @Nullable PortListener owner() {
        synchronized (lock) {
            return closed ? null : listener;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            pending = null;
            if (watch != null) {
                watch.cancel();
            }
            if (line != null) {
                line.close();
            }
            if (opened) {
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
