package dev.softclick.link;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a PUBLISH that may be too long: its variable header (MQTT 5 clause 3.3.2) without its properties.
 *
 * @param packetId 0 at QoS 0
 * @param payload length of the payload in bytes
 */
record PublishHead(String topic, int packetId, long payload) {
    /**
     * Looks at the header without reading it; null when it is not all there.
     *
     * @throws DecoderException when its lengths go beyond the packet
     */
    static @Nullable PublishHead peek(ByteBuf in, FixedHead head, boolean properties) {
        int end = in.writerIndex();
        int at = in.readerIndex() + head.size();
        if (end - at < 2) {
            return null;
        }
        int topicLength = in.getUnsignedShort(at);
        int topicAt = at + 2;
        at = topicAt + topicLength;
        int packetId = 0;
        if (head.hasPacketId()) {
            if (end - at < 2) {
                return null;
            }
            packetId = in.getUnsignedShort(at);
            at += 2;
        }
        long propertyLength = 0;
        for (int shift = 0; properties; shift += 7) {
            if (end - at < 1) {
                return null;
            }
            int digit = in.getUnsignedByte(at++);
            propertyLength |= (digit & 0x7FL) << shift;
            properties = digit >= 0x80;
            if (properties && shift == 21) {
                throw new DecoderException("a property length of more than four bytes");
            }
        }
        if (end < at) {
            return null;
        }
        long payload = head.remaining() - (at - in.readerIndex() - head.size()) - propertyLength;
        if (payload < 0) {
            throw new DecoderException("a PUBLISH shorter than its header");
        }
        return new PublishHead(in.toString(topicAt, topicLength, StandardCharsets.UTF_8), packetId, payload);
    }
}
