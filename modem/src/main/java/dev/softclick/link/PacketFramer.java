package dev.softclick.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what comes into whole MQTT packets for the decoder behind it, in bounded memory.
 *
 * <ul>
 *   <li>While reading is off nothing passes, not even what was read before.
 *   <li>A PUBLISH with a payload over the limit is skipped as it comes; what remains is {@link TransportEvent.Oversized}.
 *   <li>A packet whose inner lengths reach beyond its end would make the decoder wait for more for ever: it is a malformed one.
 *   <li>An MQTT 3.1.1 CONNACK ({@code 20 02}) after an MQTT 5 CONNECT switches the decoder to 3.1.1, or it would wait for properties.
 * </ul>
 */
final class PacketFramer extends ChannelDuplexHandler {
    /** Longest variable header of a PUBLISH that is delivered, in bytes: the longest topic and as much again for properties. */
    static final int MAX_HEADER = 2 * 65536;

    /** Where the codec keeps the version it decodes. */
    static final AttributeKey<MqttVersion> VERSION = AttributeKey.valueOf("NETTY_CODEC_MQTT_VERSION");

    private final int maxPayload;
    private @Nullable ByteBuf bytes;
    private @Nullable PublishHead skipped;
    private long toSkip;
    private boolean paused;
    private boolean broken;
    private boolean draining;
    private long decoded;

    PacketFramer(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /** Longest packet that goes to the decoder, in bytes. */
    static int maxPacket(int maxPayload) {
        return maxPayload + MAX_HEADER;
    }

    /** The handler to put right behind the decoder: it counts what came out. */
    ChannelHandler afterDecoder() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                decoded++;
                context.fireChannelRead(message);
            }
        };
    }

    void pause() {
        paused = true;
    }

    boolean paused() {
        return paused;
    }

    void resume(ChannelHandlerContext context) {
        paused = false;
        drain(context);
    }

    /** Decoders ask for more when they got nothing: not while nothing is wanted. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (!paused) {
            context.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf more)) {
            context.fireChannelRead(message);
        } else if (broken) {
            more.release();
        } else {
            bytes = bytes == null ? more : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), bytes, more);
            drain(context);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (bytes != null && bytes.refCnt() == 1) {
            bytes.discardSomeReadBytes();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        broken = true;
        release();
    }

    private void drain(ChannelHandlerContext context) {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!broken && bytes != null && bytes.isReadable() && step(context, bytes)) {
                // one packet, or one piece of a skipped one, at a time
            }
        } catch (DecoderException e) {
            malformed(context, e);
        } finally {
            draining = false;
            if (broken || bytes != null && !bytes.isReadable()) {
                release();
            }
        }
    }

    /** Passes one packet on; false when more bytes are needed first. */
    private boolean step(ChannelHandlerContext context, ByteBuf in) {
        if (paused) {
            return false;
        }
        if (skipped != null) {
            skip(context, in, skipped);
            return true;
        }
        FixedHead head = FixedHead.peek(in);
        if (head == null) {
            return false;
        }
        if (head.isPublish() && head.remaining() > maxPayload) {
            PublishHead publish = PublishHead.peek(in, head, context.channel().attr(VERSION).get() == MqttVersion.MQTT_5);
            if (publish == null) {
                return false;
            }
            if (publish.payload() > maxPayload || head.length() > maxPacket(maxPayload)) {
                if (head.isBeyondQos1()) {
                    throw new DecoderException("a PUBLISH at a quality of service beyond the one granted");
                }
                toSkip = head.length();
                skipped = publish;
                return true;
            }
        } else if (head.length() > maxPacket(maxPayload)) {
            throw new DecoderException("a packet of " + head.length() + " bytes");
        }
        if (in.readableBytes() < head.length()) {
            return false;
        }
        if (head.isBriefConnack()) {
            context.channel().attr(VERSION).set(MqttVersion.MQTT_3_1_1);
        }
        long before = decoded;
        context.fireChannelRead(in.readRetainedSlice((int) head.length()));
        if (decoded == before) {
            throw new DecoderException("a length inside a packet goes beyond its end");
        }
        return true;
    }

    private void skip(ChannelHandlerContext context, ByteBuf in, PublishHead publish) {
        int now = (int) Math.min(toSkip, in.readableBytes());
        in.skipBytes(now);
        toSkip -= now;
        if (toSkip == 0) {
            skipped = null;
            context.fireChannelRead(new TransportEvent.Oversized(publish.topic(), publish.packetId(), publish.payload()));
        }
    }

    private void malformed(ChannelHandlerContext context, DecoderException cause) {
        broken = true;
        context.fireChannelRead(MqttMessageFactory.newInvalidMessage(cause));
    }

    private void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
