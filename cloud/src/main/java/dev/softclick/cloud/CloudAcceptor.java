package dev.softclick.cloud;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.remoting.impl.netty.ConnectionCreator;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.jspecify.annotations.Nullable;

/**
 * The broker's acceptor on a socket that listens already. So the port is known, and nobody else's, before the broker is up, and whoever connects
 * early waits in the socket's backlog instead of being refused. It speaks MQTT over TLS and nothing else: Artemis' own acceptor would guess the
 * protocol from the first bytes, and take HTTP too.
 */
// ProtocolManager is raw in what is overridden; closing is told by events
@SuppressWarnings({"rawtypes", "FutureReturnValueIgnored"})
final class CloudAcceptor extends NettyAcceptor {
    private static final String PROTOCOL = "MQTT";
    private static final int IO_THREADS = 2;
    private static final long QUIET_MILLIS = 0;
    private static final long SHUTDOWN_MILLIS = 1_000;

    private final ServerSocketChannel socket;
    private final CloudTls tls;
    private final Revocations revocations;
    private final Map<String, ProtocolManager> protocols;
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private @Nullable MultiThreadIoEventLoopGroup loops;
    private @Nullable Channel door;

    private CloudAcceptor(Door made, String name, ClusterConnection cluster, Map<String, Object> configuration, BufferHandler handler,
            ServerConnectionLifeCycleListener listener, ScheduledExecutorService scheduled, Executor failures,
            Map<String, ProtocolManager> protocols, String threadGroup, MetricsManager metrics) {
        super(name, cluster, configuration, handler, listener, scheduled, failures, protocols, threadGroup, metrics);
        this.socket = made.socket;
        this.tls = made.tls;
        this.revocations = made.revocations;
        this.protocols = protocols;
    }

    /** What the broker asks for its acceptor. */
    static final class Door implements AcceptorFactory {
        private final ServerSocketChannel socket;
        private final CloudTls tls;
        private final Revocations revocations;

        Door(ServerSocketChannel socket, CloudTls tls, Revocations revocations) {
            this.socket = socket;
            this.tls = tls;
            this.revocations = revocations;
        }

        @Override
        public CloudAcceptor createAcceptor(String name, ClusterConnection cluster, Map<String, Object> configuration, BufferHandler handler,
                ServerConnectionLifeCycleListener listener, Executor failures, ScheduledExecutorService scheduled,
                Map<String, ProtocolManager> protocols, String threadGroup, MetricsManager metrics) {
            return new CloudAcceptor(this, name, cluster, configuration, handler, listener, scheduled, failures, protocols, threadGroup, metrics);
        }
    }

    @Override
    public synchronized void start() throws Exception {
        super.start();
        if (door != null) {
            return;
        }
        MultiThreadIoEventLoopGroup group =
                new MultiThreadIoEventLoopGroup(IO_THREADS, new DefaultThreadFactory("softclick-cloud-io", true), NioIoHandler.newFactory());
        loops = group;
        door = new ServerBootstrap()
                .group(group)
                .channelFactory(() -> new NioServerSocketChannel(socket))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        welcome(channel);
                    }
                })
                .register().syncUninterruptibly().channel();
    }

    private void welcome(Channel channel) {
        if (channels.size() >= CloudRules.MAX_CONNECTIONS) {
            ConnectedClient.LOG.warn("refused {}: {} connections are the limit", channel.remoteAddress(), CloudRules.MAX_CONNECTIONS);
            channel.close();
            return;
        }
        channels.add(channel);
        channel.closeFuture().addListener(closed -> channels.remove(channel));
        SslHandler handler = new SslHandler(tls.newEngine());
        handler.setHandshakeTimeout(CloudRules.GREETING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        channel.pipeline().addLast("ssl", handler).addLast("entrance", new TlsEntrance(this, revocations));
    }

    ProtocolManager mqtt() {
        return Objects.requireNonNull(protocols.get(PROTOCOL));
    }

    /** Hands a connection, whose MQTT handlers are in place, to the broker. */
    void connect(ChannelHandlerContext context) throws Exception {
        ConnectionCreator creator = createConnectionCreator();
        context.pipeline().addLast("handler", creator);
        creator.createConnection(context, PROTOCOL, false);
    }

    boolean isOpen() {
        return door != null && door.isActive();
    }

    /** Ends all connections of a revoked certificate. */
    void revoke(String serial) {
        for (Channel channel : channels) {
            ConnectedClient client = channel.attr(ConnectedClient.KEY).get();
            ChannelHandlerContext gate = channel.pipeline().context(MqttGate.class);
            if (client != null && gate != null && ClientIdentity.hex(client.identity().serial()).equals(serial)) {
                ((MqttGate) gate.handler()).revoke(gate);
            }
        }
    }

    @Override
    public synchronized void pause() {
        closeDoor();
        super.pause();
    }

    private void closeDoor() {
        if (door != null) {
            door.close().syncUninterruptibly();
        }
    }

    @Override
    public synchronized void asyncStop(Runnable callback) {
        closeDoor();
        for (Channel channel : channels) {
            channel.close();
        }
        super.asyncStop(() -> {
            if (loops == null) {
                callback.run();
            } else {
                loops.shutdownGracefully(QUIET_MILLIS, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS).addListener(done -> callback.run());
            }
        });
    }
}
