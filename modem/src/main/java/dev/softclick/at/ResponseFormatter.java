package dev.softclick.at;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames what the modem says (V.250 clauses 5.7.1 and 6.2.6, table 3; "Line discipline" of wire.md). */
public final class ResponseFormatter {
    private ResponseFormatter() {}

    /** Information lines: framed on both sides when verbose, the second and later ones only behind; only behind when not. */
    public static byte[] information(InformationText text, LineSettings settings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        boolean first = settings.verbose();
        for (String line : text.lines()) {
            if (first) {
                frame(out, settings);
                first = false;
            }
            out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            frame(out, settings);
        }
        return out.toByteArray();
    }

    /** A final result; nothing when quiet. */
    public static byte[] result(ResultCode code, LineSettings settings) {
        if (settings.quiet()) {
            return new byte[0];
        }
        if (!settings.verbose()) {
            return new byte[] {(byte) ('0' + code.numeric()), settings.terminator()};
        }
        return framed(code.verbose(), settings);
    }

    /** {@code SEND OK}, {@code SEND FAIL} or {@code +CME ERROR: ...}: framed as a word whatever V says; nothing when quiet. */
    public static byte[] resultWord(String word, LineSettings settings) {
        return settings.quiet() ? new byte[0] : framed(word, settings);
    }

    /** An unsolicited result code: framed whatever V and Q say. */
    public static byte[] unsolicited(String text, LineSettings settings) {
        return framed(text, settings);
    }

    /** The header of received data and the data right behind it, in one piece. */
    public static byte[] unsolicitedData(String header, byte[] payload, LineSettings settings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 24);
        out.writeBytes(framed(header, settings));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** The prompt for payload: the first byte of a line, with nothing after it. */
    public static byte[] prompt(LineSettings settings) {
        return new byte[] {settings.terminator(), settings.formatter(), '>'};
    }

    private static byte[] framed(String text, LineSettings settings) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length + 4];
        out[0] = settings.terminator();
        out[1] = settings.formatter();
        System.arraycopy(bytes, 0, out, 2, bytes.length);
        out[bytes.length + 2] = settings.terminator();
        out[bytes.length + 3] = settings.formatter();
        return out;
    }

    private static void frame(ByteArrayOutputStream out, LineSettings settings) {
        out.write(settings.terminator());
        out.write(settings.formatter());
    }
}
