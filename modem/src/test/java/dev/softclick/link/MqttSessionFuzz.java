package dev.softclick.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.softclick.fuzz.Bounds;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes of a broker, through framer and codec into a session, before and after CONNACK: never an exception, never an event out of nothing, and not a
 * buffer left when it is over. Every buffer comes from an allocator that counts, so that the first one that leaks is found with its input.
 */
public final class MqttSessionFuzz {
    private static final int MAX_MESSAGE = 1000;
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
    private static final SecurityMaterial MATERIAL = AUTHORITY.material(AUTHORITY.issue("thing"), new Endpoint("broker.example", 8883).host(), 8883);

    /** What the first byte of an input says, bit by bit. */
    static final int AFTER_CONNACK = 1;

    static final int MQTT_3_1_1 = 2;
    static final int BUSY = 4;
    static final int PAUSED = 8;

    private static final int CHUNK_SHIFT = 4;

    /** What one packet may cause at most beyond one event for each of its bytes: all that was in flight fails, and the link goes down. */
    private static final int EVENTS_AT_ONCE = 64;

    @MethodSource("dev.softclick.fuzz.SeededFuzzTest#packets")
    @FuzzTest(maxDuration = "10m")
    void fuzz(byte[] data) throws Exception {
        Bounds.hold(data, MqttSessionFuzz::fuzzerTestOneInput);
    }

    /** A byte that says in which state the session is, and then what the broker sends. */
    public static void fuzzerTestOneInput(byte[] data) {
        check(data, message -> {});
    }

    /** @param planted sees each packet before the session does */
    static void check(byte[] data, Consumer<MqttMessage> planted) {
        if (data.length > 0) {
            new MqttSessionFuzz.Link(data[0] & 0xFF, planted).take(data);
        }
    }

    private static final class Link implements Transport {
        private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
        private final PacketFramer framer = new PacketFramer(MAX_MESSAGE);
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final MqttSession session;
        private final Consumer<MqttMessage> planted;
        private final int mode;
        private long now = 1;
        private boolean down;
        private RuntimeException thrown;

        Link(int mode, Consumer<MqttMessage> planted) {
            this.mode = mode;
            this.planted = planted;
            channel.config().setAllocator(buffers);
            channel.pipeline().addLast(
                    framer, new MqttDecoder(PacketFramer.maxPacket(MAX_MESSAGE)), framer.afterDecoder(), MqttEncoder.INSTANCE, new Sink());
            LinkSettings usual = LinkSettings.defaults();
            session = new MqttSession(this, new LinkSettings(
                    (mode & MQTT_3_1_1) == 0 ? MqttPolicy.MQTT_5 : MqttPolicy.MQTT_3_1_1, usual.connectTimeout(), usual.tlsTimeout(),
                    usual.connackTimeout(), usual.pubackTimeout(), usual.subackTimeout(), usual.keepAlive(), usual.sessionExpiry(), MAX_MESSAGE,
                    usual.receiveMaximum(), usual.maxInFlight()));
        }

        void take(byte[] data) {
            try {
                begin();
                int chunk = 1 << (mode >> CHUNK_SHIFT);
                for (int at = 1; at < data.length && !down; at += chunk) {
                    feed(Arrays.copyOfRange(data, at, Math.min(data.length, at + chunk)));
                }
                if ((mode & PAUSED) != 0) {
                    session.request(new LinkRequest.Reading(true), now);
                    poll(data.length);
                }
                for (int i = 0; i < 4 && session.nextTimeout() != Long.MAX_VALUE; i++) {
                    now = session.nextTimeout();
                    session.timeout(now);
                    poll(0);
                }
                session.close();
            } finally {
                channel.finishAndReleaseAll();
            }
            if (thrown != null) {
                throw thrown;
            }
            if (buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory() != 0) {
                throw new IllegalStateException(buffers.metric() + " left");
            }
        }

        private void begin() {
            session.request(new LinkRequest.Connect(MATERIAL, NetworkRoute.DIRECT, "thing", true), now);
            session.handle(new TransportEvent.NetworkConnected(), now);
            session.handle(new TransportEvent.Secured(), now);
            if ((mode & AFTER_CONNACK) != 0) {
                feed((mode & MQTT_3_1_1) == 0 ? new byte[] {0x20, 3, 0, 0, 0} : new byte[] {0x20, 2, 0, 0});
            }
            if ((mode & BUSY) != 0) {
                for (int id = 1; id <= 3; id++) {
                    session.request(new LinkRequest.Publish(id, new TopicName("t/thing"), new byte[] {1}, true), now);
                    session.request(new LinkRequest.Subscribe(id, new TopicFilter("s/thing")), now);
                    session.request(new LinkRequest.Unsubscribe(id, new TopicFilter("s/thing")), now);
                }
            }
            if ((mode & PAUSED) != 0) {
                session.request(new LinkRequest.Reading(false), now);
            }
            poll(0);
        }

        private void feed(byte[] bytes) {
            ByteBuf buffer = buffers.buffer(bytes.length).writeBytes(bytes);
            channel.writeInbound(buffer);
            poll(bytes.length);
            channel.releaseOutbound();
            if (thrown != null) {
                throw thrown;
            }
        }

        private void poll(int bytes) {
            int events = 0;
            for (LinkEvent event = session.poll(); event != null; event = session.poll()) {
                events++;
                if (event instanceof LinkEvent.MessageArrived message) {
                    if (message.payload().length > MAX_MESSAGE || message.topic().isEmpty()) {
                        throw new IllegalStateException("a message that should not be: " + message);
                    }
                    session.request(new LinkRequest.Acknowledge(message.delivery()), now);
                } else if (event instanceof LinkEvent.Down(LinkFault fault)) {
                    if (fault.text().isBlank() || fault.text().chars().anyMatch(Character::isISOControl)) {
                        throw new IllegalStateException("not one line of plain words: " + fault);
                    }
                    down = true;
                }
            }
            if (events > EVENTS_AT_ONCE + bytes) {
                throw new IllegalStateException(events + " events from " + bytes + " bytes");
            }
        }

        @Override
        public void open(SecurityMaterial material, NetworkRoute route, Duration connectTimeout, Duration tlsTimeout) {}

        @Override
        public void send(MqttMessage message) {
            channel.writeOutbound(message);
        }

        @Override
        public void reading(boolean on) {
            if (on) {
                framer.resume(channel.pipeline().context(framer));
            } else {
                framer.pause();
            }
        }

        @Override
        public void close() {
            down = true;
        }

        /** As the last handler of a real connection. */
        private final class Sink extends ChannelInboundHandlerAdapter {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                try {
                    switch (message) {
                        case MqttMessage packet when down -> ReferenceCountUtil.release(packet);
                        case MqttMessage packet -> {
                            planted.accept(packet);
                            session.handle(new TransportEvent.Received(packet), now);
                        }
                        case TransportEvent oversized -> session.handle(oversized, now);
                        default -> ReferenceCountUtil.release(message);
                    }
                } catch (RuntimeException e) {
                    thrown = e;
                }
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                session.handle(new TransportEvent.Closed(new LinkFault(LinkFault.Cause.TLS_FAILED, "the pipeline broke")), now);
            }
        }
    }
}
