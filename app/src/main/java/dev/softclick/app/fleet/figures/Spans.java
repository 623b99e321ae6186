package dev.softclick.app.fleet.figures;

import dev.softclick.link.NamedWait;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time and shares, as people write them. */
public final class Spans {
    /** What may stand where a length of time is asked for. */
    public static final String ALLOWED = "a length of time, as \"30s\"";

    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");

    private Spans() {}

    /**
     * Reads {@code 500ms}, {@code 30s}, {@code 5m} or {@code 2h}.
     *
     * @throws IllegalArgumentException with one line when it is none
     */
    public static Duration parse(String text) {
        return NamedWait.parse(text).orElseThrow(() -> new IllegalArgumentException(
                "'" + text + "' is no length of time: use a whole number with ms, s, m or h behind it, as in 30s"));
    }

    /** Reads {@code 30%} as 0.3; 0 to 1. */
    public static double share(String text) {
        Matcher matcher = SHARE.matcher(text);
        double share = matcher.matches() ? Double.parseDouble(matcher.group(1)) / 100 : -1;
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("'" + text + "' is no share: use 0% to 100%, as in 30%");
        }
        return share;
    }

    /** For people: {@code 1:02:03} or {@code 2:03}. */
    public static String clock(Duration length) {
        return length.toHours() > 0
                ? String.format(Locale.ROOT, "%d:%02d:%02d", length.toHours(), length.toMinutesPart(), length.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d", length.toMinutes(), length.toSecondsPart());
    }
}
