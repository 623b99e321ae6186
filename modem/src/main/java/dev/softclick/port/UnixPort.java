package dev.softclick.port;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Unix domain socket for one host at a time, of this user only: {@code unix:PATH}. Hosts are treated as a {@link TcpPort} does. */
public final class UnixPort extends ListeningPort {
    private final Path path;
    private @Nullable SocketFile file;

    /** The port that will be found at {@code path}, for hosts of this user. */
    public UnixPort(Path path) {
        this(path, ListenPolicy.CAREFUL);
    }

    /** As {@link #UnixPort(Path)}; of {@code policy}, whether a newer host takes over. */
    public UnixPort(Path path, ListenPolicy policy) {
        super(policy.takeover(), TcpPort.GOODBYE_GRACE);
        this.path = path;
    }

    @Override
    ServerSocketChannel bind() throws IOException {
        SocketFile claimed = SocketFile.claim(path);
        file = claimed;
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            channel.bind(UnixDomainSocketAddress.of(claimed.path()), BACKLOG);
            claimed.made();
            dropEarlyCallers(channel);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException(address() + " can't be made (" + e.getMessage() + "): choose another --port unix:PATH", e);
        }
    }

    /** Whoever called before the file was made private may be anybody. */
    private static void dropEarlyCallers(ServerSocketChannel channel) throws IOException {
        SocketChannel early;
        while ((early = channel.accept()) != null) {
            early.close();
        }
    }

    @Override
    void end(SocketLoop loop) {
        // The file first: nobody may find it and be refused.
        if (file != null) {
            file.close();
        }
        super.end(loop);
    }

    @Override
    public String address() {
        return UnixAddress.KIND + ":" + path;
    }
}
