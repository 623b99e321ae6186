package dev.softclick.cloud;

import static io.netty.handler.codec.mqtt.MqttProperties.MAXIMUM_QOS;
import static io.netty.handler.codec.mqtt.MqttProperties.RETAIN_AVAILABLE;
import static io.netty.handler.codec.mqtt.MqttProperties.SESSION_EXPIRY_INTERVAL;
import static io.netty.handler.codec.mqtt.MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the MQTT codec and the broker, one for each connection: what AWS IoT Core would refuse does not get through, and is answered with
 * the reason code of MQTT 5, or by closing in 3.1.1, which has none. Whose topic it is, the broker asks {@link CloudSecurity}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, and that is told by an event
final class MqttGate extends ChannelDuplexHandler {
    private static final int EXPIRY_CAP = (int) CloudRules.MAX_SESSION_EXPIRY.toSeconds();

    private final ConnectedClient client;
    private final Set<String> filters = new HashSet<>();
    private @Nullable Future<?> greeting;
    private boolean connected;
    private boolean five;
    private boolean expiryCapped;
    private boolean refused;

    MqttGate(ConnectedClient client) {
        this.client = client;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        greeting = context.executor().schedule(() -> {
            client.refused("stay", "no CONNECT within " + CloudRules.GREETING_TIMEOUT.toSeconds() + " s");
            context.close();
        }, CloudRules.GREETING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopGreeting();
        context.fireChannelInactive();
    }

    private void stopGreeting() {
        if (greeting != null) {
            greeting.cancel(false);
            greeting = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object packet) {
        MqttMessage message = (MqttMessage) packet;
        Optional<Refusal> refusal = refused ? Optional.empty() : judge(message);
        refusal.ifPresent(found -> refuse(context, found));
        if (refused) {
            ReferenceCountUtil.release(packet);
            return;
        }
        context.fireChannelRead(PacketTrim.trim(message));
    }

    private Optional<Refusal> judge(MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            Throwable cause = message.decoderResult().cause();
            return Refusal.of(cause instanceof TooLongFrameException ? Disconnect.PACKET_TOO_LARGE : Disconnect.MALFORMED_PACKET,
                    "send a packet", String.valueOf(cause.getMessage()));
        }
        MqttMessageType type = message.fixedHeader().messageType();
        if (connected == (type == MqttMessageType.CONNECT)) {
            return Refusal.of(Disconnect.PROTOCOL_ERROR, "send " + type, "CONNECT is the first packet, and only that");
        }
        return switch (type) {
            case CONNECT -> judgeConnect((MqttConnectMessage) message);
            case PUBLISH -> PacketRules.ofPublish((MqttPublishMessage) message);
            case SUBSCRIBE -> PacketRules.ofSubscribe((MqttSubscribeMessage) message, filters);
            case UNSUBSCRIBE -> {
                ((MqttUnsubscribeMessage) message).payload().topics().forEach(filters::remove);
                yield Optional.empty();
            }
            case DISCONNECT -> {
                if (message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
                    capExpiry(header.properties());
                }
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Refusal> judgeConnect(MqttConnectMessage message) {
        stopGreeting();
        connected = true;
        five = message.variableHeader().version() == PacketRules.MQTT_5;
        expiryCapped = capExpiry(message.variableHeader().properties());
        return client.revoked()
                ? Refusal.ofConnect(MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5, "connect", "its certificate is revoked")
                : PacketRules.ofConnect(message, client.identity());
    }

    private static boolean capExpiry(MqttProperties properties) {
        MqttProperties.MqttProperty<?> asked = properties.getProperty(SESSION_EXPIRY_INTERVAL);
        boolean over = asked != null && asked.value() instanceof Integer seconds && Integer.compareUnsigned(seconds, EXPIRY_CAP) > 0;
        if (over) {
            properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, EXPIRY_CAP));
        }
        return over;
    }

    /** The broker says what it can; this adds what the cloud does not do, so that clients need not find out. */
    @Override
    public void write(ChannelHandlerContext context, Object packet, ChannelPromise promise) {
        if (five && packet instanceof MqttConnAckMessage answer
                && answer.variableHeader().connectReturnCode() == MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            MqttProperties properties = answer.variableHeader().properties();
            properties.add(new MqttProperties.IntegerProperty(MAXIMUM_QOS, 1));
            properties.add(new MqttProperties.IntegerProperty(RETAIN_AVAILABLE, 0));
            properties.add(new MqttProperties.IntegerProperty(SHARED_SUBSCRIPTION_AVAILABLE, 0));
            if (expiryCapped) {
                properties.add(new MqttProperties.IntegerProperty(SESSION_EXPIRY_INTERVAL, EXPIRY_CAP));
            }
        }
        context.write(packet, promise);
    }

    /** Ends the connection of a certificate that was revoked while it was in use. Safe from any thread. */
    void revoke(ChannelHandlerContext context) {
        context.executor().execute(() -> {
            if (!refused) {
                refuse(context, new Refusal.Cut(Disconnect.ADMINISTRATIVE_ACTION, "stay", "its certificate is revoked"));
            }
        });
    }

    /** Says why, then closes in two steps: a socket that is closed with unread input is reset, and the client would never read the reason. */
    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        refused = true;
        stopGreeting();
        client.refused(refusal.what(), refusal.why());
        switch (refusal) {
            case Refusal.Connect connect -> context.write(MqttMessageBuilders.connAck()
                    .returnCode(five ? connect.code() : connect.codeOf311()).properties(MqttProperties.NO_PROPERTIES).build());
            case Refusal.Cut cut when five && connected -> context.write(MqttMessageBuilders.disconnect().reasonCode(cut.code().byteValue()).build());
            case Refusal.Cut cut -> { }
        }
        context.flush();
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        }
        context.executor().schedule(() -> context.close(), CloudRules.LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
