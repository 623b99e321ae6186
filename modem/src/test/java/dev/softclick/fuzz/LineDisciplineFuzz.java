package dev.softclick.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.softclick.at.LineDiscipline;
import dev.softclick.at.LineSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** What a host types, against a second reading of V.250 that has all of it at once and may be as slow as it likes. */
public final class LineDisciplineFuzz {
    private static final int MAX_BODY = LineDiscipline.MAX_LINE - 2;

    /** What reads a line. */
    interface Reader {
        LineDiscipline.Reception accept(byte value);

        String line();
    }

    @MethodSource("dev.softclick.fuzz.SeededFuzzTest#typed")
    @FuzzTest(maxDuration = "10m")
    void fuzz(byte[] data) throws Exception {
        Bounds.hold(data, LineDisciplineFuzz::fuzzerTestOneInput);
    }

    /** Bytes as a host sends them. */
    public static void fuzzerTestOneInput(byte[] data) {
        LineDiscipline discipline = new LineDiscipline();
        check(data, new Reader() {
            @Override
            public LineDiscipline.Reception accept(byte value) {
                return discipline.accept(value, LineSettings.DEFAULT);
            }

            @Override
            public String line() {
                return discipline.line().body();
            }
        });
    }

    static void check(byte[] data, Reader reader) {
        List<String> seen = new ArrayList<>();
        for (byte value : data) {
            switch (reader.accept(value)) {
                case TAKEN, LINE_FEED -> {}
                case LINE -> seen.add("line " + reader.line());
                case REPEAT -> seen.add("repeat");
                case TOO_LONG -> seen.add("too long");
            }
        }
        List<String> wanted = lines(new String(data, StandardCharsets.ISO_8859_1));
        if (!seen.equals(wanted)) {
            throw new IllegalStateException("read " + seen + ", not " + wanted);
        }
    }

    private static List<String> lines(String typed) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = typed.indexOf('\r'); ; end = typed.indexOf('\r', start)) {
            String line = typed.substring(start, end < 0 ? typed.length() : end);
            if (start > 0 && line.startsWith("\n")) {
                line = line.substring(1);
            }
            while (line.length() > 1 && (line.charAt(0) == 'A' || line.charAt(0) == 'a') && line.charAt(1) == '/') {
                lines.add("repeat");
                line = line.substring(2);
            }
            int at = indexOfAt(line);
            if (end < 0) {
                return lines;
            }
            if (at >= 0) {
                lines.add(edited(line.substring(at + 2)));
            }
            start = end + 1;
        }
    }

    private static int indexOfAt(String line) {
        for (int i = 0; i + 1 < line.length(); i++) {
            if ((line.charAt(i) | 0x20) == 'a' && (line.charAt(i + 1) | 0x20) == 't') {
                return i;
            }
        }
        return -1;
    }

    private static String edited(String body) {
        StringBuilder edited = new StringBuilder();
        for (char c : body.toCharArray()) {
            if (c == '\b') {
                edited.setLength(Math.max(0, edited.length() - 1));
            } else if (c >= ' ' && c != 127) {
                if (edited.length() == MAX_BODY) {
                    return "too long";
                }
                edited.append(c);
            }
        }
        return "line " + edited;
    }
}
