package dev.softclick.port;

import dev.softclick.port.posix.NameClaim;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * The symlink to a PTY, and the right to it: two running Softclicks never share one, and nothing that is somebody else's is replaced.
 *
 * <p>What a crashed Softclick left behind is told from what is in use in this order: the link's name is claimed for the life of the process, so a
 * link of a running Softclick can't be taken; a link that leads nowhere, as one to a terminal that is gone, is stale; a link that is older than the terminal it points to was
 * made for an earlier terminal of the same number, so it is stale as well.
 */
final class PtyLink implements AutoCloseable {
    private static final Path TERMINALS = Path.of("/dev/pts");

    private final Path link;
    private final NameClaim claim;
    private @Nullable Path target;

    private PtyLink(Path link, NameClaim claim) {
        this.link = link;
        this.claim = claim;
    }

    /** @throws IOException with a line for a person when the link belongs to somebody else or has no folder to be in */
    static PtyLink claim(Path asked) throws IOException {
        Path absolute = asked.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw taken(asked);
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("pty:" + asked + ": the folder " + folder + " does not exist");
        }
        Path link = folder.toRealPath().resolve(name);
        NameClaim claim = NameClaim.claim("pty:" + link)
                .orElseThrow(() -> new IOException(asked + " is the line of another running softclick: choose another --port pty:LINK"));
        try {
            if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !stale(link)) {
                throw taken(asked);
            }
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
        return new PtyLink(link, claim);
    }

    private static IOException taken(Path asked) {
        return new IOException(asked + " exists and is not a softclick link: choose another --port pty:LINK");
    }

    private static boolean stale(Path link) throws IOException {
        Path terminal;
        try {
            terminal = Files.readSymbolicLink(link);
        } catch (NotLinkException e) {
            return false;
        }
        if (!Files.exists(link)) {
            return true;
        }
        if (!TERMINALS.equals(terminal.getParent())) {
            return false;
        }
        FileTime linked = Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS);
        return Files.getAttribute(terminal, "unix:ctime") instanceof FileTime made && linked.compareTo(made) < 0;
    }

    /** Makes the link, or turns it, in one step: whoever opens it finds a terminal. */
    void pointTo(Path terminal) throws IOException {
        try {
            if (Files.isSymbolicLink(link)) {
                Path fresh = link.resolveSibling("." + link.getFileName() + "." + ProcessHandle.current().pid());
                Files.deleteIfExists(fresh);
                Files.createSymbolicLink(fresh, terminal);
                Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.createSymbolicLink(link, terminal);
            }
        } catch (FileAlreadyExistsException e) {
            throw taken(link);
        } catch (FileSystemException e) {
            String reason = e.getReason();
            throw new IOException("pty:" + link + " can't be made: " + (reason == null ? "permission denied" : reason), e);
        }
        target = terminal;
    }

    /** Removes the link if it is still ours, then gives its name up. Call it once. */
    @Override
    public void close() {
        try {
            if (target != null && Files.isSymbolicLink(link) && target.equals(Files.readSymbolicLink(link))) {
                Files.delete(link);
            }
        } catch (IOException e) {
            // Somebody was faster, or took the folder's rights away; a link that stays is stale and does no harm.
        } finally {
            claim.close();
        }
    }
}
