package dev.softclick.sim.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * What a token says of itself ({@code CK_TOKEN_INFO}).
 *
 * @param label given to it when it was made
 * @param serial of the device
 * @param flags {@code CKF_...}
 */
record TokenInfo(String label, String serial, long flags) {
    /** Room for the structure, in bytes, with some to spare. */
    static final int BYTES = 256;

    private static final int LABEL = 32;
    private static final int SERIAL_AT = 80;
    private static final int SERIAL = 16;
    private static final int FLAGS_AT = 96;
    private static final long LOGIN_REQUIRED = 1L << 2;
    private static final long FINAL_TRY = 1L << 17;
    private static final long LOCKED = 1L << 18;

    static TokenInfo of(MemorySegment info) {
        return new TokenInfo(text(info.asSlice(0, LABEL)), text(info.asSlice(SERIAL_AT, SERIAL)), info.get(JAVA_LONG, FLAGS_AT));
    }

    private static String text(MemorySegment padded) {
        // Some fill up with zeros instead of blanks.
        return new String(padded.toArray(JAVA_BYTE), StandardCharsets.UTF_8).replace('\0', ' ').strip();
    }

    boolean wantsPin() {
        return (flags & LOGIN_REQUIRED) != 0;
    }

    /** One more wrong PIN, and it is locked. */
    boolean finalTry() {
        return (flags & FINAL_TRY) != 0;
    }

    boolean locked() {
        return (flags & LOCKED) != 0;
    }
}
