package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;

/**
 * A serial line of this machine, held alone. No call blocks, but for {@link #changeRate}. Use it from one thread at a time.
 *
 * <p>What is read has breaks marked in it: FF 00 00 is a break, and FF FF stands for a byte FF (termios(3), PARMRK).
 */
public final class Tty implements Watched, AutoCloseable {
    /** Answer of {@link #read} and {@link #write} when the device has gone. */
    public static final int GONE = -1;

    /** Modem control lines as {@link #lines} has them: clear to send, carrier detect, data set ready (tty_ioctl(4)). */
    public static final int CTS = 0x20;

    public static final int CD = 0x40;
    public static final int DSR = 0x100;

    private static final int CHUNK_BYTES = 4096;
    private static final long TCGETS2 = 0x802C542AL;
    private static final long TCSETS2 = 0x402C542BL;
    private static final long TCSETSW2 = 0x402C542CL;
    private static final long TIOCEXCL = 0x540C;
    private static final long TIOCNXCL = 0x540D;
    private static final long TIOCMGET = 0x5415;

    /** A receiver that is off by more loses bytes: half a bit over the ten of a byte, shared by both ends. */
    private static final double RATE_TOLERANCE = 0.025;

    private final Libc libc;
    private final int fd;
    private final String path;
    private final MemorySegment inbound;
    private final MemorySegment outbound;
    private final MemorySegment termios;
    private final MemorySegment bits;
    private boolean ours;

    private Tty(Arena arena, Libc libc, int fd, String path) {
        this.libc = libc;
        this.fd = fd;
        this.path = path;
        inbound = arena.allocate(CHUNK_BYTES);
        outbound = arena.allocate(CHUNK_BYTES);
        termios = Termios2.allocate(arena);
        bits = arena.allocate(4, 4);
    }

    /** A line that somebody else holds. */
    public static final class BusyException extends IOException {
        private static final long serialVersionUID = 1;

        BusyException(String path) {
            super(path + " is busy");
        }
    }

    /**
     * Opens the device at {@code path} and takes it; nothing is set or lost yet.
     *
     * @throws BusyException when another process holds it
     * @throws IOException with a line for a person when it is no serial line, or can't be opened
     */
    public static Tty open(String path) throws IOException {
        Libc.require("serial");
        Arena arena = Arena.ofAuto();
        Libc libc = new Libc(arena);
        int fd = libc.open(arena.allocateFrom(path), Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (fd == -Libc.EBUSY) {
            throw new BusyException(path);
        }
        Pty.check(path, fd);
        Tty tty = new Tty(arena, libc, fd, path);
        boolean done = false;
        try {
            tty.take();
            done = true;
            return tty;
        } finally {
            if (!done) {
                libc.close(fd);
            }
        }
    }

    /**
     * Sets the line; what was received before is forgotten.
     *
     * @throws IOException with a line for a person when the device can't do that
     */
    public void set(TtySettings settings) throws IOException {
        ours = true;
        set(TCSETS2, settings, libc, termios, fd);
        libc.tcflush(fd, Libc.TCIFLUSH);
    }

    /** Exclusive in both ways that programs know: the terminal's own flag, which binds all but root, and a lock that those who ask for it see. */
    private void take() throws IOException {
        Pty.check(path, libc.ioctl(fd, TCGETS2, termios));
        if (libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) == -Libc.EAGAIN) {
            throw new BusyException(path);
        }
        Pty.check(path, libc.ioctl(fd, TIOCEXCL, MemorySegment.NULL));
    }

    private void set(long request, TtySettings settings, Libc caller, MemorySegment room, int descriptor) throws IOException {
        Termios2.fill(room, settings);
        Pty.check(path, caller.ioctl(descriptor, request, room));
        Pty.check(path, caller.ioctl(descriptor, TCGETS2, room));
        int rate = Termios2.rate(room);
        if (Math.abs(rate - settings.rate()) > settings.rate() * RATE_TOLERANCE) {
            throw new IOException(path + " can't do " + settings.rate() + " baud (it offers " + rate + ")");
        }
        if (!Termios2.framed(room, settings)) {
            throw new IOException(path + " can't do the framing asked for");
        }
    }

    /** Sets the line to another rate as soon as what was written has left. Blocks until then: to be called on a thread of its own. */
    public void changeRate(TtySettings settings, Lease lease) throws IOException {
        Arena arena = Arena.ofAuto();
        set(TCSETSW2, settings, new Libc(arena), Termios2.allocate(arena), lease.fd);
    }

    /** A second hold on the line, which stays open until both are given up. */
    public static final class Lease implements AutoCloseable {
        private final int fd;

        private Lease(int fd) {
            this.fd = fd;
        }

        @Override
        public void close() {
            new Libc(Arena.ofAuto()).close(fd);
        }
    }

    /** What {@link #changeRate} needs, so that the line may be closed meanwhile. */
    public Lease lease() throws IOException {
        return new Lease(Pty.check(path, libc.dup(fd)));
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public String path() {
        return path;
    }

    /** Reads what is there: how many bytes, 0 when there is nothing (any more), or {@link #GONE}. */
    public int read(byte[] into) {
        int got = libc.read(fd, inbound.asSlice(0, Math.min(into.length, CHUNK_BYTES)));
        if (got == -Libc.EAGAIN) {
            return 0;
        }
        // A line that was hung up reads as if it had ended.
        if (got <= 0) {
            return GONE;
        }
        MemorySegment.copy(inbound, JAVA_BYTE, 0, into, 0, got);
        return got;
    }

    /** Writes what fits: how many bytes that were, possibly 0, or {@link #GONE}. */
    public int write(byte[] from, int offset, int length) {
        int written = 0;
        while (written < length) {
            int some = Math.min(length - written, CHUNK_BYTES);
            MemorySegment.copy(from, offset + written, outbound, JAVA_BYTE, 0, some);
            int took = libc.write(fd, outbound, some);
            if (took < 0 && took != -Libc.EAGAIN) {
                return GONE;
            }
            if (took <= 0) {
                break;
            }
            written += took;
        }
        return written;
    }

    /** The modem control lines that come in, as {@link #DSR}, {@link #CD} and {@link #CTS}; empty where the line has none. */
    public OptionalInt lines() {
        return libc.ioctl(fd, TIOCMGET, bits) < 0 ? OptionalInt.empty() : OptionalInt.of(bits.get(JAVA_INT, 0) & (DSR | CD | CTS));
    }

    /** Gives the line back at once: what has not left by now never does. Call it once. */
    @Override
    public void close() {
        if (ours) {
            // Otherwise close(2) waits up to half a minute for a host that holds CTS down.
            libc.tcflush(fd, Libc.TCOFLUSH);
        }
        libc.ioctl(fd, TIOCNXCL, MemorySegment.NULL);
        libc.close(fd);
    }
}
