package dev.softclick.flood;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a host sends without end. */
enum Garbage {
    NO_CR("AT", text("x")),
    NUL("", new byte[1]),
    BYTES_FF("", hex("ff")),
    IAC_IAC("", hex("ffff")),
    COMMANDS("", text("AT\r")),
    /** Two bytes that ask for many KB. */
    REPEATS("ATI" + ";I".repeat(500) + "\r", text("A/"), 8192),
    WILL("", everyOption(0xFB)),
    DO("", everyOption(0xFD)),
    CHANGES_ITS_MIND("", hex("fffb00fffc00fffd00fffe00")),
    UNENDED_SUBNEGOTIATION("\u00ff\u00fa\u002c", text("x")),
    SIGNATURE_QUESTIONS("", hex("fffa2c00fff0")),
    BREAKS_ON_AND_OFF("", hex("fffa2c0505fff0fffa2c0506fff0")),
    DTR_ON_AND_OFF("", hex("fffa2c0509fff0fffa2c0508fff0")),
    BREAK_COMMANDS("", hex("fff3")),
    /** Few: each of its bytes goes through alone. */
    BREAKS_BETWEEN_BYTES("", hex("78fff3"), 131_072);

    private static final int MEGABYTES = 8 << 20;
    private static final int PIECE_BYTES = 12_288;

    private final byte[] before;
    private final byte[] piece;
    private final long most;

    Garbage(String before, byte[] unit) {
        this(before, unit, MEGABYTES);
    }

    Garbage(String before, byte[] unit, long most) {
        this.before = text(before);
        this.most = most;
        ByteArrayOutputStream units = new ByteArrayOutputStream();
        while (units.size() + unit.length <= Math.min(most, PIECE_BYTES)) {
            units.writeBytes(unit);
        }
        piece = units.toByteArray();
    }

    /** What comes first, once. */
    byte[] before() {
        return before;
    }

    /** What comes again and again. */
    byte[] piece() {
        return piece;
    }

    /** After so many bytes it is enough. */
    long most() {
        return most;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] everyOption(int verb) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int option = 0; option < 0xFF; option++) {
            all.write(0xFF);
            all.write(verb);
            all.write(option);
        }
        return all.toByteArray();
    }
}
