package dev.softclick.app.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a {@code softclick serve} over its control socket. */
public final class ControlClient {
    /** How long an answer may take. */
    private static final long PATIENCE_SECONDS = 20;

    private final Path path;

    /** @param path where its socket is */
    public ControlClient(Path path) {
        this.path = path;
    }

    /**
     * Asks.
     *
     * @throws IOException with one line when no serve runs there, it does not answer, or says no
     */
    public ControlAnswer ask(ControlRequest request) throws IOException {
        ControlAnswer answer = exchange(request);
        if (answer.error() != null) {
            throw new IOException(answer.error());
        }
        return answer;
    }

    private ControlAnswer exchange(ControlRequest request) throws IOException {
        try (SocketChannel channel = connect()) {
            var limit = CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            CompletableFuture<Void> late = CompletableFuture.runAsync(() -> hangUp(channel), limit);
            try {
                ControlLines.write(channel, request);
                return ControlLines.read(channel, ControlLines.MAX_ANSWER, ControlAnswer.class);
            } catch (AsynchronousCloseException e) {
                throw new IOException("'softclick serve' does not answer at " + path, e);
            } finally {
                late.cancel(false);
            }
        }
    }

    private SocketChannel connect() throws IOException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            boolean denied = e instanceof AccessDeniedException || String.valueOf(e.getMessage()).contains("ermission denied");
            if (denied || Files.exists(path) && !Files.isWritable(path)) {
                throw new IOException(path + ": only who runs 'softclick serve' may ask it", e);
            }
            throw new IOException("no 'softclick serve' runs at " + path + ": start it, or give its --home or --control", e);
        }
    }

    private static void hangUp(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
