package dev.softclick.app.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control socket: a Unix domain socket of mode 0600 in a folder of mode 0700, one request and one answer for each connection. A socket that a dead
 * process left is replaced; a lock beside it tells that from one that is in use.
 */
public final class ControlServer implements AutoCloseable {
    /** Most clients at a time; the next one is told so. */
    static final int MAX_CLIENTS = 16;

    /** How long one client may take, all in all. */
    static final Duration CLIENT_TIME = Duration.ofSeconds(15);

    /** How long nobody is let in after the system refused to (it has no descriptors or threads left). */
    private static final Duration ACCEPT_PAUSE = Duration.ofSeconds(1);

    /** Longest path of a socket, in bytes (unix(7): 108 with its end). */
    static final int MAX_PATH = 107;

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path path;
    private final FileChannel lock;
    private final Function<ControlRequest, ControlAnswer> answers;
    private final Duration clientTime;
    private final Semaphore room = new Semaphore(MAX_CLIENTS);
    private final ScheduledThreadPoolExecutor limits;
    private @Nullable ServerSocketChannel socket;

    private ControlServer(Path path, FileChannel lock, Function<ControlRequest, ControlAnswer> answers, Duration clientTime) {
        this.clientTime = clientTime;
        this.path = path;
        this.lock = lock;
        this.answers = answers;
        this.limits = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("softclick-control-limit").daemon().factory());
        limits.setRemoveOnCancelPolicy(true);
    }

    /**
     * Takes the path and listens.
     *
     * @param answers answers a request; called by several threads, may take some seconds
     * @throws IOException with one line when the path can't be had
     */
    public static ControlServer open(Path path, Function<ControlRequest, ControlAnswer> answers) throws IOException {
        return open(path, answers, CLIENT_TIME);
    }

    static ControlServer open(Path path, Function<ControlRequest, ControlAnswer> answers, Duration clientTime) throws IOException {
        if (path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_PATH) {
            throw new IOException(path + ": the path of a control socket has at most " + MAX_PATH + " bytes");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(path + ": a control socket lies in a folder");
        }
        makePrivate(folder);
        ControlServer server = new ControlServer(path, lock(path), answers, clientTime);
        boolean done = false;
        try {
            server.listen();
            done = true;
            return server;
        } finally {
            if (!done) {
                server.close();
            }
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Set<PosixFilePermission> allowed = EnumSet.noneOf(PosixFilePermission.class);
        allowed.addAll(Files.getPosixFilePermissions(folder));
        allowed.retainAll(OTHERS);
        if (!allowed.isEmpty()) {
            throw new IOException(folder + ": others can enter this folder: give the control socket one of mode 0700");
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel file = FileChannel.open(
                path.resolveSibling(path.getFileName() + ".lock"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        boolean taken = false;
        try {
            taken = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another one of this process has it.
            taken = false;
        } finally {
            if (!taken) {
                file.close();
            }
        }
        if (!taken) {
            throw new IOException(path + ": another 'softclick serve' has this control socket: stop that, or give each its own (control = \"PATH\")");
        }
        return file;
    }

    private void listen() throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isSocket()) {
            throw new IOException(path + ": is in the way, and no socket");
        }
        Files.deleteIfExists(path);
        ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket = opened;
        opened.bind(UnixDomainSocketAddress.of(path), MAX_CLIENTS);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Thread.ofPlatform().daemon().name("softclick-control").start(() -> accept(opened));
    }

    private boolean isSocket() throws IOException {
        // S_IFMT and S_IFSOCK of inode(7)
        return ((Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0xF000) == 0xC000;
    }

    private void accept(ServerSocketChannel from) {
        while (from.isOpen()) {
            try {
                letIn(from.accept());
            } catch (IOException | OutOfMemoryError e) {
                if (from.isOpen()) {
                    LOG.debug("nobody can be let in for a while", e);
                    LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
                }
            }
        }
    }

    private void letIn(SocketChannel client) {
        if (!room.tryAcquire()) {
            try (client) {
                ControlLines.write(client, ControlAnswer.failed("too many ask at the same time: try again"));
            } catch (IOException e) {
                LOG.debug("a client of the control socket left", e);
            }
            return;
        }
        boolean started = false;
        try {
            Thread.ofPlatform().daemon().name("softclick-control-client").start(() -> {
                try (client) {
                    serve(client);
                } catch (IOException e) {
                    LOG.debug("a client of the control socket left", e);
                } finally {
                    room.release();
                }
            });
            started = true;
        } finally {
            if (!started) {
                close(client);
                room.release();
            }
        }
    }

    private void serve(SocketChannel client) throws IOException {
        var limit = limits.schedule(() -> close(client), clientTime.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ControlLines.write(client, answer(client));
        } finally {
            limit.cancel(false);
        }
    }

    private ControlAnswer answer(SocketChannel client) throws IOException {
        ControlRequest request;
        try {
            request = ControlLines.read(client, ControlLines.MAX_REQUEST, ControlRequest.class);
        } catch (java.nio.channels.ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return ControlAnswer.failed(String.valueOf(e.getMessage()));
        }
        try {
            return answers.apply(request);
        } catch (RuntimeException e) {
            LOG.error("internal error: please report it", e);
            return ControlAnswer.failed("internal error (" + e + ")");
        }
    }

    private static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (Exception e) {
            LOG.debug("can't be closed", e);
        }
    }

    @Override
    public void close() {
        limits.shutdownNow();
        ServerSocketChannel listening = socket;
        if (listening != null) {
            close(listening);
            close(() -> Files.deleteIfExists(path));
        }
        close(lock);
    }
}
