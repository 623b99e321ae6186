package dev.softclick.port.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A name that one process on this machine holds, and loses however it ends: an abstract Unix socket address (unix(7)), which leaves no file behind.
 */
public final class NameClaim implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | Libc.O_CLOEXEC;
    private static final int FAMILY_BYTES = 2;

    private final Libc libc;
    private final int fd;

    private NameClaim(Libc libc, int fd) {
        this.libc = libc;
        this.fd = fd;
    }

    /** Claims {@code name}; empty when another holds it, in this process or any other. */
    public static Optional<NameClaim> claim(String name) throws IOException {
        Libc.require("pty");
        Arena arena = Arena.ofAuto();
        Libc libc = new Libc(arena);
        // The address is a zero byte and up to 107 more; a digest makes any name fit.
        byte[] text = ("\0softclick-" + digest(name)).getBytes(StandardCharsets.US_ASCII);
        MemorySegment address = arena.allocate(FAMILY_BYTES + text.length, 8);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(text, 0, address, JAVA_BYTE, FAMILY_BYTES, text.length);
        int fd = Pty.check("socket", libc.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0));
        int bound = libc.bind(fd, address, (int) address.byteSize());
        if (bound < 0) {
            libc.close(fd);
            if (bound == -Libc.EADDRINUSE) {
                return Optional.empty();
            }
            throw Libc.failure("bind", bound);
        }
        return Optional.of(new NameClaim(libc, fd));
    }

    private static String digest(String name) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives the name up. Call it once. */
    @Override
    public void close() {
        libc.close(fd);
    }
}
