package dev.softclick.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code -----BEGIN ...-----} block of a PEM text (RFC 7468).
 *
 * @param kind what its label says
 * @param der its bytes; empty when they are encrypted
 */
record PemBlock(PemKind kind, byte[] der) {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    /** The blocks of a text, in order; what stands around them is skipped. {@code name} says which file in faults. */
    static Checked<List<PemBlock>> all(String name, String text) {
        List<PemBlock> blocks = new ArrayList<>();
        int at = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, at)) {
            int labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
            if (labelEnd < 0) {
                return Checked.faulty(SimFault.Reason.BAD_PEM, name + ": a -----BEGIN line is incomplete: is the file cut short?");
            }
            String label = text.substring(begin + BEGIN.length(), labelEnd);
            PemKind kind = PemKind.ofLabel(label);
            int body = labelEnd + DASHES.length();
            int end = text.indexOf(END + label + DASHES, body);
            int next = text.indexOf(BEGIN, body);
            if (end < 0 || next >= 0 && next < end) {
                return Checked.faulty(SimFault.Reason.BAD_PEM, name + ": the block of " + kind.words()
                        + " has no -----END line: is the file cut short?");
            }
            PemBlock block = of(kind, text.substring(body, end));
            if (block == null) {
                return Checked.faulty(SimFault.Reason.BAD_PEM, name + ": the block of " + kind.words() + " is damaged (not valid base64)");
            }
            blocks.add(block);
            at = end + END.length() + label.length() + DASHES.length();
        }
        return Checked.sound(List.copyOf(blocks));
    }

    private static @Nullable PemBlock of(PemKind kind, String body) {
        // OpenSSL's older encryption (RFC 1421 headers) hides behind the label of a plain key.
        if (body.contains("Proc-Type:") && body.contains("ENCRYPTED")) {
            return new PemBlock(PemKind.ENCRYPTED_KEY, new byte[0]);
        }
        StringBuilder base64 = new StringBuilder(body.length());
        body.chars().filter(c -> c > ' ').forEach(c -> base64.append((char) c));
        try {
            return new PemBlock(kind, Base64.getDecoder().decode(base64.toString().getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Says what it is; its bytes stay unsaid. */
    @Override
    public String toString() {
        return "PemBlock[" + kind.words() + "]";
    }
}
