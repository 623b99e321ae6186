package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The master side of one pseudo terminal; a host opens {@link #path()}. No call blocks. Use it from one thread at a time; {@link #write} may be called
 * from another one meanwhile.
 *
 * <p>The terminal is raw at 9600 baud from the start, so nothing a modem sends is echoed or changed, and stays as a host leaves it, like a real
 * serial port of Linux.
 */
public final class Pty implements Watched, AutoCloseable {
    /** Most bytes one call moves; the kernel's own buffer holds 4096. */
    private static final int CHUNK_BYTES = 8192;

    private static final int PATH_BYTES = 128;

    private final Libc libc;

    /** Of {@link #write}. */
    private final Libc writer;

    private final int fd;
    private final String path;
    private final MemorySegment device;
    private final MemorySegment inbound;
    private final MemorySegment outbound;
    private final MemorySegment pollfd;
    private final MemorySegment initialTermios;
    private final MemorySegment termios;

    private Pty(Arena arena, Libc libc, int fd) throws IOException {
        this.libc = libc;
        this.writer = new Libc(arena);
        this.fd = fd;
        inbound = arena.allocate(CHUNK_BYTES);
        outbound = arena.allocate(CHUNK_BYTES);
        pollfd = arena.allocate(8, 4);
        pollfd.set(JAVA_INT, 0, fd);
        initialTermios = Termios.allocate(arena);
        termios = Termios.allocate(arena);
        device = arena.allocate(PATH_BYTES);
        check("grantpt", libc.grantpt(fd));
        check("unlockpt", libc.unlockpt(fd));
        check("ptsname", libc.ptsname(fd, device));
        path = device.getString(0);
        openSlaveOnce();
    }

    /** A new pseudo terminal, in the state "the host has gone". */
    public static Pty open() throws IOException {
        Libc.require("pty");
        Arena arena = Arena.ofAuto();
        Libc libc = new Libc(arena);
        int fd = check("no pseudo terminal", libc.posixOpenpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC));
        try {
            return new Pty(arena, libc, fd);
        } catch (IOException | RuntimeException e) {
            libc.close(fd);
            throw e;
        }
    }

    /** Only after a first open and close does the kernel report the hang-up that {@link #hostAttached()} looks for. */
    private void openSlaveOnce() throws IOException {
        int slave = check(path, libc.open(device, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC));
        try {
            check("tcgetattr", libc.tcgetattr(slave, initialTermios));
            setRaw();
        } finally {
            libc.close(slave);
        }
    }

    private void setRaw() throws IOException {
        check("tcgetattr", libc.tcgetattr(fd, termios));
        Termios.makeRaw(termios);
        check("cfsetspeed", libc.cfsetspeed(termios, Termios.B9600));
        check("tcsetattr", libc.tcsetattr(fd, Libc.TCSANOW, termios));
    }

    @Override
    public int fd() {
        return fd;
    }

    /** The device a host opens, as {@code /dev/pts/3}. */
    @Override
    public String path() {
        return path;
    }

    /** Whether any process has the device open. What a host wrote before it closed can be read even so. */
    public boolean hostAttached() {
        pollfd.set(JAVA_SHORT, 4, (short) 0);
        int ready = libc.poll(pollfd, 0);
        return ready <= 0 || (pollfd.get(JAVA_SHORT, 6) & TtyThread.HUP) == 0;
    }

    /** Reads what is there: how many bytes, or 0 when there is nothing (any more). */
    public int read(byte[] into) {
        int got = libc.read(fd, inbound.asSlice(0, Math.min(into.length, CHUNK_BYTES)));
        if (got <= 0) {
            return 0;
        }
        MemorySegment.copy(inbound, JAVA_BYTE, 0, into, 0, got);
        return got;
    }

    /** Writes what fits: how many bytes that were, possibly 0. */
    public int write(byte[] from, int offset, int length) {
        int written = 0;
        while (written < length) {
            int some = Math.min(length - written, CHUNK_BYTES);
            MemorySegment.copy(from, offset + written, outbound, JAVA_BYTE, 0, some);
            int took = writer.write(fd, outbound, some);
            if (took <= 0) {
                break;
            }
            written += took;
        }
        return written;
    }

    /**
     * Takes back what no host has read, so that the next one does not find it, and makes the terminal raw again if a hang-up reset it (Linux does
     * so when a session leader that had it as its controlling terminal exits). The terminal is opened and closed for it: {@link TtyWatch#disregard}.
     *
     * <p>TCSAFLUSH on the master would do the same without that, but waits for a host that is blocked writing, which may be for ever: it is here that it
     * is read.
     */
    public void forgetUnread() {
        int slave = libc.open(device, Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK | Libc.O_CLOEXEC);
        if (slave < 0) {
            // Taken by one host alone (TIOCEXCL), or no descriptor is left. This much can be done from here.
            libc.tcflush(fd, Libc.TCOFLUSH);
        } else {
            libc.tcflush(slave, Libc.TCIFLUSH);
            libc.close(slave);
        }
        if (libc.tcgetattr(fd, termios) >= 0 && Termios.same(termios, initialTermios)) {
            Termios.makeRaw(termios);
            libc.cfsetspeed(termios, Termios.B9600);
            libc.tcsetattr(fd, Libc.TCSANOW, termios);
        }
    }

    /** Gives the terminal back: a host that still has it open sees a hang-up. Call it once. */
    @Override
    public void close() {
        libc.close(fd);
    }

    static int check(String what, int answer) throws IOException {
        if (answer < 0) {
            throw Libc.failure(what, answer);
        }
        return answer;
    }
}
