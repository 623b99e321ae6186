package dev.softclick.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One call to a remote, at each of its addresses in turn. All of it on the loop's thread, but for the look-up of the name, which may block. */
final class Dialler {
    /** How long an address may take to answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How a call ends. Not called after {@link #cancel()}. */
    interface Outcome {
        void connected(SocketChannel channel);

        void failed(IOException reason);
    }

    private final SocketLoop loop;
    private final HostAndPort remote;
    private final Outcome outcome;
    private final Queue<InetAddress> left = new ArrayDeque<>();
    private @Nullable SocketChannel channel;
    private SocketLoop.@Nullable Due impatience;
    private boolean cancelled;

    private Dialler(SocketLoop loop, HostAndPort remote, Outcome outcome) {
        this.loop = loop;
        this.remote = remote;
        this.outcome = outcome;
    }

    static Dialler call(SocketLoop loop, HostAndPort remote, Outcome outcome) {
        Dialler dialler = new Dialler(loop, remote, outcome);
        Thread.ofPlatform().name("softclick-dial").daemon().start(dialler::lookUp);
        return dialler;
    }

    private void lookUp() {
        try {
            List<InetAddress> found = List.of(InetAddress.getAllByName(remote.host()));
            loop.post(() -> {
                left.addAll(found);
                next(new IOException("no address"));
            });
        } catch (IOException e) {
            loop.post(() -> next(e));
        }
    }

    private void next(IOException why) {
        giveUpChannel();
        if (cancelled) {
            return;
        }
        InetAddress address = left.poll();
        if (address == null) {
            outcome.failed(why);
            return;
        }
        try {
            SocketChannel calling = SocketChannel.open();
            channel = calling;
            calling.configureBlocking(false);
            SelectionKey key = loop.register(calling, 0, this::answered);
            impatience = loop.after(PATIENCE.toNanos(), () -> next(new SocketTimeoutException("no answer in " + PATIENCE.toSeconds() + " s")));
            if (calling.connect(new InetSocketAddress(address, remote.port()))) {
                answered();
            } else {
                loop.interest(key, SelectionKey.OP_CONNECT);
            }
        } catch (IOException e) {
            next(e);
        }
    }

    private void answered() {
        SocketChannel calling = channel;
        if (calling == null) {
            return;
        }
        try {
            if (calling.finishConnect()) {
                channel = null;
                giveUpChannel();
                outcome.connected(calling);
            }
        } catch (IOException e) {
            next(e);
        }
    }

    private void giveUpChannel() {
        if (impatience != null) {
            impatience.cancel();
            impatience = null;
        }
        if (channel != null) {
            loop.close(channel);
            channel = null;
        }
    }

    /** Calls it off. */
    void cancel() {
        cancelled = true;
        giveUpChannel();
    }
}
