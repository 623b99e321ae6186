package dev.softclick.testing.transcript;

/** Bytes as text that shows every one of them. */
public final class Visible {
    private Visible() {}

    /** As a transcript writes them: printable ASCII as it is, the rest escaped. Read again, it gives the same bytes. */
    public static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 8);
        for (byte b : bytes) {
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\\' -> text.append("\\\\");
                case '{' -> text.append("\\{");
                default -> {
                    if (b >= ' ' && b < 127) {
                        text.append((char) b);
                    } else {
                        text.append(String.format("\\x%02x", b & 0xff));
                    }
                }
            }
        }
        return text.toString();
    }
}
