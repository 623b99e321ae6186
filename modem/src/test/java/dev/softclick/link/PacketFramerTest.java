package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.ResourceLeakDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framer in front of the real decoder, with leak detection on every buffer. */
class PacketFramerTest {
    private static final int LIMIT = 1000;
    private static ResourceLeakDetector.Level before;

    private final PacketFramer framer = new PacketFramer(LIMIT);
    private EmbeddedChannel channel =
            new EmbeddedChannel(framer, new MqttDecoder(PacketFramer.maxPacket(LIMIT)), framer.afterDecoder());

    @BeforeAll
    static void watchEveryBuffer() {
        before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    @AfterAll
    static void watchAsBefore() {
        ResourceLeakDetector.setLevel(before);
    }

    @AfterEach
    void releaseAll() {
        channel.finishAndReleaseAll();
    }

    private void version(MqttVersion version) {
        channel.attr(PacketFramer.VERSION).set(version);
    }

    /** Reads a buffer whose reference count is checked once the channel is done. */
    private void comes(byte... bytes) {
        channel.writeInbound(channel.alloc().buffer().writeBytes(bytes));
    }

    private void comes(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        comes(raw);
    }

    /** A PUBLISH at MQTT 3.1.1 or 5 (without properties). */
    private static byte[] publish(int qos, String topic, int packetId, int payload, boolean five) {
        int remaining = 2 + topic.length() + (qos > 0 ? 2 : 0) + (five ? 1 : 0) + payload;
        ByteBuf bytes = Unpooled.buffer();
        bytes.writeByte(0x30 | qos << 1);
        for (int rest = remaining; ; rest >>= 7) {
            if (rest < 128) {
                bytes.writeByte(rest);
                break;
            }
            bytes.writeByte(rest & 0x7F | 0x80);
        }
        bytes.writeShort(topic.length()).writeCharSequence(topic, java.nio.charset.StandardCharsets.UTF_8);
        if (qos > 0) {
            bytes.writeShort(packetId);
        }
        if (five) {
            bytes.writeByte(0);
        }
        bytes.writeZero(payload);
        byte[] all = new byte[bytes.readableBytes()];
        bytes.readBytes(all);
        return all;
    }

    private static byte[] join(byte[]... parts) {
        ByteBuf all = Unpooled.wrappedBuffer(parts);
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    private int payloadOfNext() {
        MqttPublishMessage publish = channel.readInbound();
        int length = publish.payload().readableBytes();
        publish.release();
        return length;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPayloadOfTheLimitPassesAndOneMoreIsSkipped(boolean five) {
        version(five ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1);
        comes(join(publish(1, "topic/thing", 7, LIMIT, five), publish(1, "topic/thing", 8, LIMIT + 1, five), publish(0, "t", 0, 1, five)));
        assertThat(payloadOfNext()).isEqualTo(LIMIT);
        assertThat(channel.<Object>readInbound()).isEqualTo(new TransportEvent.Oversized("topic/thing", 8, LIMIT + 1));
        assertThat(payloadOfNext()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 997})
    void inAnyPieces(int piece) {
        byte[] all = join(publish(1, "a", 1, LIMIT, false), publish(0, "bb", 0, 5000, false), publish(1, "c", 2, 3, false));
        for (int at = 0; at < all.length; at += piece) {
            comes(java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)));
        }
        assertThat(payloadOfNext()).isEqualTo(LIMIT);
        assertThat(channel.<Object>readInbound()).isEqualTo(new TransportEvent.Oversized("bb", 0, 5000));
        assertThat(payloadOfNext()).isEqualTo(3);
    }

    @Test
    void aHugePublishIsSkippedInBoundedMemory() {
        byte[] head = {0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, 0, 1, 't', 0, 9};
        comes(head);
        long left = 268435455L - 5;
        byte[] block = new byte[1 << 20];
        while (left > 0) {
            int length = (int) Math.min(left, block.length);
            ByteBuf piece = Unpooled.wrappedBuffer(block, 0, length);
            channel.writeInbound(piece);
            assertThat(piece.refCnt()).isZero();
            left -= length;
        }
        assertThat(channel.<Object>readInbound()).isEqualTo(new TransportEvent.Oversized("t", 9, 268435450));
    }

    @Test
    void a311ConnackAfterAnMqtt5ConnectIsDecoded() {
        version(MqttVersion.MQTT_5);
        comes(0x20, 2, 0, 1);
        MqttConnAckMessage connack = channel.readInbound();
        assertThat(connack.variableHeader().connectReturnCode().byteValue()).isEqualTo((byte) 1);
    }

    @Test
    void whilePausedNothingPasses() {
        comes(publish(0, "t", 0, 1, false));
        framer.pause();
        comes(publish(0, "t", 0, 2, false));
        assertThat(payloadOfNext()).isEqualTo(1);
        assertThat(channel.<Object>readInbound()).isNull();
        framer.resume(channel.pipeline().context(framer));
        assertThat(payloadOfNext()).isEqualTo(2);
    }

    @Test
    void whatIsHeldWhenTheChannelEndsIsReleased() {
        framer.pause();
        ByteBuf held = Unpooled.buffer().writeBytes(publish(0, "t", 0, 2, false));
        channel.writeInbound(held);
        channel.finishAndReleaseAll();
        assertThat(held.refCnt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "20 80 80 80 80 01", // remaining length of five bytes
        "40 07 00 01 00 FF FF FF 7F", // PUBACK whose properties reach beyond it
        "90 05 00 01 FF FF 7F", // SUBACK likewise
        "D0 01 00", // PINGRESP with something in it
        "36 05 00 01 74 00 01", // PUBLISH at QoS 3
        "30 02 00 09", // PUBLISH shorter than its topic
        "40 03 00 00 00", // packet identifier 0
        "90 FF FF FF 7F", // SUBACK of 256 MB
        "00 00", // no packet type
    })
    void malformedPacketsAreToldAndEndIt(String hex) {
        version(MqttVersion.MQTT_5);
        comes(java.util.HexFormat.ofDelimiter(" ").parseHex(hex));
        MqttMessage message = channel.readInbound();
        assertThat(message).isNotNull();
        assertThat(message.decoderResult().isFailure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomBytesNeverThrowOrLeakOrPileUp(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            PacketFramer fuzzed = new PacketFramer(LIMIT);
            ScriptedBroker broker = new ScriptedBroker().connected();
            channel = new EmbeddedChannel(fuzzed, new MqttDecoder(PacketFramer.maxPacket(LIMIT)), fuzzed.afterDecoder());
            version(random.nextBoolean() ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1);
            List<ByteBuf> given = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                byte[] bytes = random.nextBoolean() ? plausible(random) : new byte[random.nextInt(64)];
                if (random.nextInt(3) == 0) {
                    random.nextBytes(bytes);
                } else if (bytes.length > 0 && random.nextInt(3) == 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                ByteBuf buffer = channel.alloc().buffer().writeBytes(bytes);
                given.add(buffer);
                channel.writeInbound(buffer);
                for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
                    switch (message) {
                        case MqttMessage packet -> broker.comes(packet);
                        case TransportEvent event -> broker.happens(event);
                        default -> throw new AssertionError(message);
                    }
                }
            }
            channel.finishAndReleaseAll();
            assertThat(given).allMatch(buffer -> buffer.refCnt() == 0);
        }
    }

    private static byte[] plausible(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> publish(random.nextInt(3), "s/thing", random.nextInt(4), random.nextInt(2 * LIMIT), random.nextBoolean());
            case 1 -> new byte[] {0x40, 2, 0, (byte) random.nextInt(3)};
            case 2 -> new byte[] {(byte) 0x90, 4, 0, 1, 0, (byte) random.nextInt()};
            case 3 -> new byte[] {(byte) 0xD0, 0};
            case 4 -> new byte[] {(byte) 0xE0, 2, (byte) random.nextInt(), 0};
            default -> new byte[] {0x20, 3, 0, (byte) random.nextInt(), 0};
        };
    }
}
