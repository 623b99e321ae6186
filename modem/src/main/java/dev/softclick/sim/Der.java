package dev.softclick.sim;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A walk through DER (ITU-T X.690), as far as the envelopes of private keys need it: definite lengths, tags of one byte. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    /** Constructed, context-specific, number 0. */
    static final int CONTEXT_0 = 0xA0;

    private final byte[] bytes;
    private final int end;
    private int at;

    private Der(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    /** Whether an element with this tag comes next. */
    boolean nextIs(int tag) {
        return at < end && (bytes[at] & 0xFF) == tag;
    }

    /** Steps over the next element and gives its content; null when it has another tag or does not fit in here. */
    @Nullable Der take(int tag) {
        if (!nextIs(tag) || end - at < 2) {
            return null;
        }
        int length = bytes[at + 1] & 0xFF;
        int start = at + 2;
        if (length > 0x80) {
            int octets = length - 0x80;
            // Three octets of length say 16 MiB, far beyond any file that is read.
            if (octets > 3 || end - start < octets) {
                return null;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | bytes[start + i] & 0xFF;
            }
            start += octets;
        } else if (length == 0x80) {
            return null;
        }
        if (end - start < length) {
            return null;
        }
        at = start + length;
        return new Der(bytes, start, at);
    }

    /** What has not been stepped over yet. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    /** An element of this tag around the parts. */
    static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 + octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >>> 8 * i);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
