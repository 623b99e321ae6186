package dev.softclick.link;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.jspecify.annotations.Nullable;

/**
 * The fixed header of a packet (MQTT 5 clause 2.1.1).
 *
 * @param first the first byte: type and flags
 * @param size 2 to 5 bytes
 * @param remaining bytes that follow it
 */
record FixedHead(int first, int size, int remaining) {
    private static final int CONNACK = MqttMessageType.CONNACK.value() << 4;
    private static final int MAX_SIZE = 5;

    /**
     * Looks at the header without reading it; null when it is not all there.
     *
     * @throws DecoderException when the remaining length has more than four bytes
     */
    static @Nullable FixedHead peek(ByteBuf in) {
        int start = in.readerIndex();
        int remaining = 0;
        for (int i = 1; i < MAX_SIZE; i++) {
            if (in.readableBytes() <= i) {
                return null;
            }
            int digit = in.getUnsignedByte(start + i);
            remaining |= (digit & 0x7F) << 7 * (i - 1);
            if (digit < 0x80) {
                return new FixedHead(in.getUnsignedByte(start), i + 1, remaining);
            }
        }
        throw new DecoderException("a remaining length of more than four bytes");
    }

    /** The whole packet, in bytes. */
    long length() {
        return (long) size + remaining;
    }

    boolean isPublish() {
        return first >> 4 == MqttMessageType.PUBLISH.value();
    }

    /** Whether QoS is not 0, so that a packet identifier follows the topic. */
    boolean hasPacketId() {
        return (first & 0x06) != 0;
    }

    boolean isBeyondQos1() {
        return (first & 0x04) != 0;
    }

    /** A CONNACK as in MQTT 3.1.1, without properties. */
    boolean isBriefConnack() {
        return first == CONNACK && remaining == 2;
    }
}
