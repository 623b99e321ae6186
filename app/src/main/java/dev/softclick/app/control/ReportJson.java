package dev.softclick.app.control;

import java.util.List;

/** What {@code softclick status --json} prints: {@code {"modems":[...]}}, a line. */
public record ReportJson(List<ModemReport> modems) {
    /** The line, ended by a line feed. */
    public static String of(List<ModemReport> modems) {
        return ControlLines.JSON.writeValueAsString(new ReportJson(modems)) + "\n";
    }
}
