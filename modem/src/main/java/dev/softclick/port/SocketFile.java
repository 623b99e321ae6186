package dev.softclick.port;

import dev.softclick.port.posix.NameClaim;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link UnixPort}, and the right to it. A socket at which nobody listens any more is replaced; nothing else is.
 *
 * <p>A running Softclick's is known by its claim of the name (as a {@link PtyLink}'s), any other's by its answer to a call.
 */
final class SocketFile implements AutoCloseable {
    /** What {@code sun_path} holds, without its final zero (unix(7)). */
    static final int MAX_PATH_BYTES = 107;

    private static final int FILE_TYPE = 0170000;
    private static final int SOCKET = 0140000;

    private final Path path;
    private final NameClaim claim;
    private @Nullable Object made;

    private SocketFile(Path path, NameClaim claim) {
        this.path = path;
        this.claim = claim;
    }

    /** @throws IOException with a line for a person when the name belongs to somebody else or has no folder to be in */
    static SocketFile claim(Path asked) throws IOException {
        Path absolute = asked.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            throw new IOException("unix:" + asked + ": the folder " + folder + " does not exist");
        }
        Path path = folder.toRealPath().resolve(name);
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new IOException("unix:" + asked + ": the path of a socket has " + MAX_PATH_BYTES + " bytes at most, and this is " + path);
        }
        NameClaim claim = NameClaim.claim("unix:" + path)
                .orElseThrow(() -> new IOException(asked + " is the line of another running softclick: choose another --port unix:PATH"));
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                removeStale(asked, path);
            }
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
        return new SocketFile(path, claim);
    }

    private static void removeStale(Path asked, Path path) throws IOException {
        if (!(Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer mode) || (mode & FILE_TYPE) != SOCKET) {
            throw new IOException(asked + " exists and is no socket: choose another --port unix:PATH");
        }
        if (answers(path)) {
            throw new IOException(asked + " is a socket that another program listens at: choose another --port unix:PATH");
        }
        Files.delete(path);
    }

    /** Only a plain refusal says that nobody is there: a program that is busy, or not for us, is alive. */
    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            probe.configureBlocking(false);
            probe.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Absolute, and without links on the way. */
    Path path() {
        return path;
    }

    /** The file is there, made by us: for this user only from now on, and ours to remove. */
    void made() throws IOException {
        made = key();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    /** Removes the file if it is still ours, then gives its name up. Call it once. */
    @Override
    public void close() {
        try {
            if (made != null && Objects.equals(made, key())) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // Somebody was faster, or took the folder's rights away; a socket that stays is stale and does no harm.
        } finally {
            claim.close();
        }
    }
}
