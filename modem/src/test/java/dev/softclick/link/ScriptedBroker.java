package dev.softclick.link;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubAckMessage;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A session over a network that is a list: what the session sends is written down in words, what the broker sends is called by name, and time is a
 * number. {@link #log} reads like a transcript: {@code >} what was sent, {@code <} what the firmware is told, {@code !} what the transport is asked.
 */
final class ScriptedBroker implements Transport {
    static final Endpoint ENDPOINT = new Endpoint("broker.example", 8883);
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
    private static final SecurityMaterial MATERIAL = AUTHORITY.material(AUTHORITY.issue("thing"), ENDPOINT.host(), ENDPOINT.port());

    final MqttSession session;
    final List<MqttMessage> sent = new ArrayList<>();
    long now = 1_000_000_000L;
    private final ArrayDeque<String> log = new ArrayDeque<>();

    ScriptedBroker(LinkSettings settings) {
        session = new MqttSession(this, settings);
    }

    ScriptedBroker() {
        this(LinkSettings.defaults());
    }

    // ---- what the session does with its transport

    @Override
    public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {
        log.add("! open");
    }

    @Override
    public void send(MqttMessage message) {
        sent.add(message);
        log.add("> " + words(message));
        ReferenceCountUtil.release(message);
    }

    @Override
    public void reading(boolean on) {
        log.add("! reading " + (on ? "on" : "off"));
    }

    @Override
    public void close() {
        log.add("! close");
    }

    private static String words(MqttMessage message) {
        return switch (message) {
            case MqttConnectMessage connect -> "CONNECT " + connect.variableHeader().version() + " " + connect.payload().clientIdentifier()
                    + (connect.variableHeader().isCleanSession() ? " clean" : "");
            case MqttPublishMessage publish -> "PUBLISH " + publish.fixedHeader().qosLevel().value() + " #" + publish.variableHeader().packetId() + " "
                    + publish.variableHeader().topicName() + " " + publish.payload().toString(StandardCharsets.UTF_8);
            case MqttSubscribeMessage subscribe -> "SUBSCRIBE #" + subscribe.variableHeader().messageId() + " "
                    + subscribe.payload().topicSubscriptions().getFirst().topicFilter() + " "
                    + subscribe.payload().topicSubscriptions().getFirst().qualityOfService().value();
            case MqttUnsubscribeMessage unsubscribe ->
                "UNSUBSCRIBE #" + unsubscribe.variableHeader().messageId() + " " + unsubscribe.payload().topics().getFirst();
            case MqttPubAckMessage puback -> "PUBACK #" + puback.variableHeader().messageId();
            default -> message.fixedHeader().messageType() + (message.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader reason
                    ? " " + (reason.reasonCode() & 0xFF) + (reason.properties().getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL) == null
                            ? "" : " expiry " + reason.properties().getProperty(MqttProperties.SESSION_EXPIRY_INTERVAL).value())
                    : "");
        };
    }

    private static String words(LinkEvent event) {
        return switch (event) {
            case LinkEvent.Down down -> "Down " + down.fault().cause();
            case LinkEvent.MessageArrived arrived ->
                "MessageArrived " + arrived.delivery() + " " + arrived.topic() + " " + new String(arrived.payload(), StandardCharsets.UTF_8);
            case LinkEvent.PublishFailed failed -> "PublishFailed " + failed.id();
            case LinkEvent.SubscribeRefused refused -> "SubscribeRefused " + refused.id();
            case LinkEvent.Connected connected -> "Connected" + (connected.sessionPresent() ? " session" : "");
            default -> event.toString().replace("[", " ").replace("]", "").replace("id=", "").strip();
        };
    }

    // ---- what the firmware does

    ScriptedBroker request(LinkRequest request) {
        session.request(request, now);
        return this;
    }

    ScriptedBroker connect(boolean clean) {
        return request(new LinkRequest.Connect(MATERIAL, NetworkRoute.DIRECT, "thing", clean));
    }

    /** Connects to another broker. */
    ScriptedBroker connectTo(Endpoint endpoint) {
        return request(new LinkRequest.Connect(MATERIAL.at(endpoint), NetworkRoute.DIRECT, "thing", true));
    }

    ScriptedBroker publish(int id, boolean acknowledged) {
        return request(new LinkRequest.Publish(id, new TopicName("t/thing"), ("p" + id).getBytes(StandardCharsets.UTF_8), acknowledged));
    }

    ScriptedBroker subscribe(int id) {
        return request(new LinkRequest.Subscribe(id, new TopicFilter("s/thing")));
    }

    ScriptedBroker unsubscribe(int id) {
        return request(new LinkRequest.Unsubscribe(id, new TopicFilter("s/thing")));
    }

    ScriptedBroker acknowledge(long delivery) {
        return request(new LinkRequest.Acknowledge(delivery));
    }

    /** Moves time, calling the session whenever it asked to be. */
    ScriptedBroker after(Duration time) {
        long until = now + time.toNanos();
        while (session.nextTimeout() <= until) {
            now = Math.max(now, session.nextTimeout());
            session.timeout(now);
        }
        now = until;
        return this;
    }

    // ---- what the network and the broker do

    ScriptedBroker happens(TransportEvent event) {
        session.handle(event, now);
        return this;
    }

    ScriptedBroker closed(LinkFault.Cause cause) {
        return happens(new TransportEvent.Closed(new LinkFault(cause, "closed by the script")));
    }

    ScriptedBroker comes(MqttMessage message) {
        return happens(new TransportEvent.Received(message));
    }

    ScriptedBroker network() {
        return happens(new TransportEvent.NetworkConnected()).happens(new TransportEvent.Secured());
    }

    ScriptedBroker connack(int code, boolean session, MqttProperties.MqttProperty<?>... limits) {
        MqttProperties properties = new MqttProperties();
        Arrays.stream(limits).forEach(properties::add);
        return comes(new MqttConnAckMessage(
                header(MqttMessageType.CONNACK, 0),
                new MqttConnAckVariableHeader(MqttConnectReturnCode.valueOf((byte) code), session, properties)));
    }

    /** Connects and forgets the transcript so far. */
    ScriptedBroker connected(MqttProperties.MqttProperty<?>... limits) {
        connect(true).network().connack(0, false, limits);
        log();
        sent.clear();
        return this;
    }

    ScriptedBroker message(int qos, int packetId, String topic, String payload) {
        return comes(new MqttPublishMessage(
                header(MqttMessageType.PUBLISH, qos), new MqttPublishVariableHeader(topic, packetId),
                Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8)));
    }

    ScriptedBroker puback(int packetId, int code) {
        return comes(new MqttPubAckMessage(
                header(MqttMessageType.PUBACK, 0), new MqttPubReplyMessageVariableHeader(packetId, (byte) code, MqttProperties.NO_PROPERTIES)));
    }

    ScriptedBroker suback(int packetId, int... codes) {
        return comes(new MqttSubAckMessage(
                header(MqttMessageType.SUBACK, 0), new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(codes)));
    }

    ScriptedBroker unsuback(int packetId, int code) {
        return comes(new MqttUnsubAckMessage(
                header(MqttMessageType.UNSUBACK, 0), MqttMessageIdVariableHeader.from(packetId),
                new MqttUnsubAckPayload((short) code)));
    }

    ScriptedBroker bare(MqttMessageType type) {
        return comes(new MqttMessage(header(type, 0)));
    }

    ScriptedBroker disconnect(int code) {
        return comes(new MqttMessage(
                header(MqttMessageType.DISCONNECT, 0), new MqttReasonCodeAndPropertiesVariableHeader((byte) code, MqttProperties.NO_PROPERTIES)));
    }

    static MqttFixedHeader header(MqttMessageType type, int qos) {
        return new MqttFixedHeader(type, false, MqttQoS.valueOf(qos), false, 0);
    }

    /** The next event for the firmware, as it is. */
    LinkEvent event() {
        return session.poll();
    }

    /** What happened since the last look: transport and packets first, then what the firmware is told. */
    List<String> log() {
        for (LinkEvent event = session.poll(); event != null; event = session.poll()) {
            log.add("< " + words(event));
        }
        List<String> seen = List.copyOf(log);
        log.clear();
        return seen;
    }
}
