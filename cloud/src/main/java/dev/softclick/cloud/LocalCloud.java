package dev.softclick.cloud;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A local stand-in for AWS IoT Core: an MQTT broker with mutual TLS on 127.0.0.1, with a CA of its own. One for a home at a time.
 *
 * <pre>{@code
 * try (LocalCloud cloud = LocalCloud.in(home).port(8883).reserve()) {
 *     CompletableFuture<Void> up = cloud.startAsync();   // the port is known, and taken, already
 *     ...
 * }
 * }</pre>
 *
 * <p>Lifecycle: {@link Builder#reserve} takes the home and the port. Whoever connects from then on is answered as soon as the cloud is up. {@link
 * #start} or {@link #startAsync} brings it up, once. {@link #close} gives everything back, from any state and any number of times; a closed cloud does
 * not start again. All methods may be called from any thread.
 */
public final class LocalCloud implements AutoCloseable {
    /** The port of MQTT over TLS (IANA: secure-mqtt). */
    public static final int DEFAULT_PORT = 8883;

    /** The one address that a local cloud listens on. */
    static final String HOST = "127.0.0.1";

    /** How long a lock without a cloud behind it is believed to be somebody's short look. */
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int BACKLOG = 128;

    private final CloudFolders folders;
    private final HomeLock lock;
    private final ServerSocketChannel socket;
    private final int port;
    private @Nullable CompletableFuture<Void> started;
    private @Nullable Broker broker;
    private @Nullable LocalAuthority authority;
    private @Nullable Revocations revocations;
    private boolean closed;

    private LocalCloud(CloudFolders folders, HomeLock lock, ServerSocketChannel socket) throws IOException {
        this.folders = folders;
        this.lock = lock;
        this.socket = socket;
        this.port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    /** A cloud whose state lives below {@code home}, in {@code home/cloud}; the folder is made when it is not there. */
    public static Builder in(Path home) {
        return new Builder(home);
    }

    /**
     * The cloud of this home that runs now, in this process or another; nothing when there is none.
     *
     * @throws IOException when the state of the home cannot be read
     */
    public static Optional<RunningCloud> running(Path home) throws IOException {
        CloudFolders folders = new CloudFolders(home);
        if (Files.notExists(folders.lock())) {
            return Optional.empty();
        }
        try (HomeLock free = HomeLock.tryTake(folders.lock()).orElse(null)) {
            OptionalInt port = free != null ? OptionalInt.empty() : folders.readPort();
            return port.isPresent() ? Optional.of(new RunningCloud(home, port.getAsInt())) : Optional.empty();
        }
    }

    /** What is to be chosen about a cloud before it is there. */
    public static final class Builder {
        private final Path home;
        private int port = DEFAULT_PORT;

        private Builder(Path home) {
            this.home = home;
        }

        /**
         * The port to listen on, 0 to 65535; {@value #DEFAULT_PORT} unless said otherwise. One that is taken is replaced by a free one; 0 chooses a
         * free one.
         */
        public Builder port(int wanted) {
            if (wanted < 0 || wanted > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535, not " + wanted);
            }
            this.port = wanted;
            return this;
        }

        /**
         * Takes the home and the port; costs some milliseconds.
         *
         * @throws CloudInUseException when a cloud of this home runs already
         * @throws IOException when the home cannot be used
         */
        public LocalCloud reserve() throws IOException {
            CloudFolders folders = new CloudFolders(home);
            AtomicFile.createFolder(folders.root());
            HomeLock lock = takeHome(folders);
            ServerSocketChannel socket = null;
            boolean done = false;
            try {
                socket = listen(port);
                LocalCloud cloud = new LocalCloud(folders, lock, socket);
                AtomicFile.write(folders.endpoint(), cloud.port + "\n");
                done = true;
                return cloud;
            } finally {
                if (!done) {
                    if (socket != null) {
                        socket.close();
                    }
                    lock.close();
                }
            }
        }

        /**
         * Reserves and starts.
         *
         * @throws IOException as {@link #reserve} and {@link LocalCloud#start}; then nothing is left behind
         */
        public LocalCloud start() throws IOException {
            LocalCloud cloud = reserve();
            boolean up = false;
            try {
                cloud.start();
                up = true;
                return cloud;
            } finally {
                if (!up) {
                    cloud.close();
                }
            }
        }

        private static HomeLock takeHome(CloudFolders folders) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                Optional<HomeLock> lock = HomeLock.tryTake(folders.lock());
                if (lock.isPresent()) {
                    return lock.get();
                }
                if (System.nanoTime() - deadline > 0) {
                    OptionalInt port = folders.readPort();
                    throw port.isPresent()
                            ? new CloudInUseException(new RunningCloud(folders.home(), port.getAsInt()))
                            : new IOException("another process is about to start or end the cloud of " + folders.home());
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }

        private static ServerSocketChannel listen(int wanted) throws IOException {
            try {
                return bind(wanted);
            } catch (BindException taken) {
                return bind(0);
            }
        }

        private static ServerSocketChannel bind(int port) throws IOException {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                return socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }
    }

    /** The TCP port, at 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The cloud as text: {@code mqtts://127.0.0.1:8883}. */
    public String endpoint() {
        return new RunningCloud(folders.home(), port).endpoint();
    }

    /**
     * Brings the cloud up, and returns when it is.
     *
     * @throws IOException when it does not come up; the cause is told in plain words, and the cloud is closed
     * @throws IllegalStateException when it is closed
     */
    public void start() throws IOException {
        try {
            startAsync().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException("the local cloud cannot start", e);
        }
    }

    /**
     * Brings the cloud up on a thread of its own. A second call returns the future of the first.
     *
     * @return done when clients are served; failed with an {@link IOException} when it does not come up, and then the cloud is closed
     * @throws IllegalStateException when it is closed
     */
    public synchronized CompletableFuture<Void> startAsync() {
        if (closed) {
            throw new IllegalStateException("the cloud is closed");
        }
        if (started == null) {
            CompletableFuture<Void> future = new CompletableFuture<>();
            started = future;
            Thread.ofPlatform().daemon().name("softclick-cloud-start").start(() -> {
                try {
                    bringUp();
                    future.complete(null);
                } catch (Throwable e) {
                    // Errors, too: somebody waits for the future.
                    close();
                    future.completeExceptionally(e);
                }
            });
        }
        return started;
    }

    private synchronized void bringUp() throws IOException {
        if (closed) {
            throw new IOException("the cloud was closed before it was up");
        }
        LocalAuthority opened = LocalAuthority.in(folders.home());
        Revocations revoked = new Revocations(folders);
        try {
            CloudTls tls = new CloudTls(opened, revoked, InstantSource.system());
            Broker up = Broker.start(new CloudAcceptor.Door(socket, tls, revoked), "softclick-cloud-" + port);
            broker = up;
            up.every(Revocations.LOOK, () -> lookForRevoked(revoked, up));
        } catch (GeneralSecurityException e) {
            throw new IOException("the local cloud cannot start: " + e.getMessage(), e);
        }
        authority = opened;
        revocations = revoked;
    }

    /** Ends the connections of what another process has revoked; not synchronised, as closing waits for it. */
    private static void lookForRevoked(Revocations revoked, Broker broker) {
        try {
            for (String serial : revoked.look()) {
                broker.revoke(serial);
            }
        } catch (IOException | RuntimeException e) {
            ConnectedClient.LOG.warn("can't see what certificates are revoked: {}", e.toString());
        }
    }

    /**
     * The CA of this cloud's home.
     *
     * @throws IllegalStateException when the cloud is not up
     */
    public synchronized LocalAuthority authority() {
        if (authority == null || closed) {
            throw new IllegalStateException("the cloud is not up");
        }
        return authority;
    }

    /**
     * Refuses a certificate for good, and ends the connections that use it: DISCONNECT 0x98 (administrative action) in MQTT 5.
     *
     * @param serial serial number of the certificate, hexadecimal, as in {@link ClientCredentials#serial}
     * @throws IOException when that cannot be written down; it is in force nevertheless, until this cloud ends
     * @throws IllegalStateException when the cloud is not up
     */
    public synchronized void revoke(String serial) throws IOException {
        if (broker == null || revocations == null || closed) {
            throw new IllegalStateException("the cloud is not up");
        }
        try {
            revocations.add(serial);
        } finally {
            broker.revoke(serial);
        }
    }

    /** Ends the cloud and frees port, threads and home. Does nothing when it is closed already. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (broker != null) {
            broker.close();
        }
        try (HomeLock _ = lock) {
            socket.close();
            Files.deleteIfExists(folders.endpoint());
        } catch (IOException e) {
            ConnectedClient.LOG.warn("the local cloud did not close cleanly: {}", e.toString());
        }
    }
}
