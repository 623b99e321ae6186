package dev.softclick.app.control;

import dev.softclick.ModemCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code softclick status} prints: a row for each modem, and below it where it is and what went wrong last. */
public final class StatusTable {
    private static final List<String> HEAD = List.of(
            "MODEM", "STATE", "SINCE", "BYTES IN", "OUT", "LINES", "PUBLISHED", "FAILED", "DELIVERED", "CONNECTS", "RECONNECTS");
    private static final int TEXT_COLUMNS = 3;

    private StatusTable() {}

    /** The lines, each ended by a line feed. */
    public static String of(List<ModemReport> modems, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        modems.forEach(modem -> rows.add(row(modem, now)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i), widths));
            if (i > 0) {
                text.append(below(modems.get(i - 1), now));
            }
        }
        return text.toString();
    }

    private static List<String> row(ModemReport modem, Instant now) {
        ModemCounters counters = modem.counters();
        List<String> row = new ArrayList<>(List.of(modem.modem(), state(modem), length(modem.since(), now)));
        for (long count : new long[] {
            counters.bytesIn(), counters.bytesOut(), counters.commandLines(), counters.published(), counters.publishFailed(), counters.delivered(),
            counters.connects(), counters.reconnects()
        }) {
            row.add(Long.toString(count));
        }
        return row;
    }

    private static String state(ModemReport modem) {
        return modem.condition().equals(ModemReport.RUNNING) ? modem.state() + " " + modem.stateText() : "- " + modem.condition();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String space = " ".repeat(widths[i] - row.get(i).length());
            line.append(i < TEXT_COLUMNS ? row.get(i) + space : space + row.get(i)).append("  ");
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String below(ModemReport modem, Instant now) {
        StringBuilder text = new StringBuilder();
        if (!modem.condition().equals(ModemReport.DOWN)) {
            String where = modem.attached() ? String.join(", ", modem.ports()) : "off its ports";
            text.append("    ").append(where).append("  thing ").append(modem.thing()).append("  cloud ").append(modem.cloud());
            if (!modem.network().isEmpty()) {
                text.append("  network ").append(modem.network());
            }
            text.append(modem.radio() ? "" : "  radio off").append(modem.restarts() == 0 ? "\n" : "  restarts " + modem.restarts() + "\n");
        }
        if (modem.awaySince() != null) {
            text.append("    line away for ").append(length(modem.awaySince(), now)).append("\n");
        }
        if (modem.error() != null) {
            text.append("    last error");
            if (modem.errorAt() != null) {
                text.append(", ").append(length(modem.errorAt(), now)).append(" ago");
            }
            text.append(": ").append(modem.error()).append("\n");
        }
        return text.toString();
    }

    /** As {@code 3 s}, {@code 12 min}, {@code 5 h 03 min} or {@code 9 d 2 h}. */
    static String length(Instant since, Instant now) {
        Duration length = Duration.between(since, now);
        if (length.isNegative()) {
            return "0 s";
        }
        if (length.toMinutes() == 0) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() == 0) {
            return length.toMinutes() + " min";
        }
        return length.toDays() == 0
                ? String.format(Locale.ROOT, "%d h %02d min", length.toHours(), length.toMinutesPart())
                : length.toDays() + " d " + length.toHoursPart() + " h";
    }
}
