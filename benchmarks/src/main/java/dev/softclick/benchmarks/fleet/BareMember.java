package dev.softclick.benchmarks.fleet;

import dev.softclick.sim.SecurityMaterial;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** No more than MQTT over mutual TLS takes: the same codec, TLS engine and event loops as a modem's link, a context of its own, and nothing above. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails is told by the channel
final class BareMember implements Member {
    private static final byte[] PAYLOAD = new byte[64];
    private static final long TLS_SECONDS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 1000;
    private static final int SHORTEST_PAUSE_MILLIS = 100;

    private final String thing;
    private final SecurityMaterial keys;
    private final SSLContext context;
    private final EventLoop loop;
    private final Tally tally;
    private @Nullable Channel channel;
    private int lastId;

    BareMember(String thing, SecurityMaterial keys, EventLoop loop, Tally tally) throws GeneralSecurityException {
        this.thing = thing;
        this.keys = keys;
        this.loop = loop;
        this.tally = tally;
        KeyStore trusted;
        try {
            trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
        } catch (java.io.IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry("ca", keys.trusted().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Own(keys)}, trust.getTrustManagers(), null);
    }

    @Override
    public void start() {
        new Bootstrap().group(loop).channel(NioSocketChannel.class).option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        SSLEngine engine = context.createSSLEngine(keys.endpoint().host(), keys.endpoint().port());
                        engine.setUseClientMode(true);
                        var parameters = engine.getSSLParameters();
                        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                        parameters.setEndpointIdentificationAlgorithm("HTTPS");
                        engine.setSSLParameters(parameters);
                        SslHandler tls = new SslHandler(engine);
                        tls.setHandshakeTimeout(TLS_SECONDS, TimeUnit.SECONDS);
                        made.pipeline().addLast(tls, new MqttDecoder(), MqttEncoder.INSTANCE, new Conversation());
                    }
                })
                .connect(keys.endpoint().host(), keys.endpoint().port()).addListener(connected -> {
                    if (!connected.isSuccess()) {
                        again();
                    }
                });
    }

    private void again() {
        loop.schedule(this::start, ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
    }

    @Override
    public void publish() {
        loop.execute(() -> {
            Channel open = channel;
            if (open != null) {
                open.writeAndFlush(MqttMessageBuilders.publish().topicName("up/" + thing).qos(MqttQoS.AT_LEAST_ONCE).messageId(nextId())
                        .payload(Unpooled.wrappedBuffer(PAYLOAD)).build());
            }
        });
    }

    private int nextId() {
        lastId = lastId % 65_535 + 1;
        return lastId;
    }

    private final class Conversation extends ChannelInboundHandlerAdapter {
        private boolean up;

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslHandshakeCompletionEvent done && done.isSuccess()) {
                ctx.writeAndFlush(MqttMessageBuilders.connect().protocolVersion(MqttVersion.MQTT_5).clientId(thing).cleanSession(true)
                        .keepAlive((int) KEEP_ALIVE.toSeconds()).build());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object packet) {
            try {
                MqttMessage message = (MqttMessage) packet;
                if (message.decoderResult().isFailure()) {
                    ctx.close();
                    return;
                }
                switch (message.fixedHeader().messageType()) {
                    case CONNACK -> ctx.writeAndFlush(MqttMessageBuilders.subscribe().messageId(nextId()).addSubscription(MqttQoS.AT_LEAST_ONCE, "down/" + thing)
                            .build());
                    case SUBACK -> {
                        up = true;
                        channel = ctx.channel();
                        tally.up();
                    }
                    case PUBACK -> tally.acknowledged();
                    case PUBLISH -> {
                        ctx.writeAndFlush(MqttMessageBuilders.pubAck().packetId(((MqttPublishMessage) message).variableHeader().packetId()).build());
                        tally.heard();
                    }
                    default -> {
                        // Nothing else comes.
                    }
                }
            } finally {
                ReferenceCountUtil.release(packet);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            channel = null;
            if (up) {
                tally.down();
            }
            again();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    /** One key, without a key store, which costs more. */
    private static final class Own extends X509ExtendedKeyManager {
        private final SecurityMaterial keys;

        Own(SecurityMaterial keys) {
            this.keys = keys;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return "own";
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return "own";
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {"own"};
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.key();
        }

        @Override
        public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }
    }
}
