package dev.softclick.app.doctor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings as one JSON object (RFC 8259), in ASCII. */
public final class FindingJson {
    private FindingJson() {}

    /** All of them; {@code ok} says whether nothing is wrong. */
    public static String of(String sim, List<Finding> findings) {
        return "{\"sim\":" + quoted(sim) + ",\"ok\":" + Checkup.sound(findings) + ",\"checks\":["
                + findings.stream().map(FindingJson::of).collect(Collectors.joining(",\n", "\n", "\n")) + "]}\n";
    }

    private static String of(Finding finding) {
        return "{\"check\":" + quoted(word(finding.check().name()))
                + ",\"network\":" + finding.network().map(FindingJson::quoted).orElse("null")
                + ",\"result\":" + quoted(word(finding.mark().name()))
                + ",\"text\":" + quoted(finding.text())
                + ",\"details\":" + finding.details().stream().map(FindingJson::quoted).collect(Collectors.joining(",", "[", "]"))
                + ",\"advice\":" + finding.advice().map(FindingJson::quoted).orElse("null") + "}";
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c >= 127) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
