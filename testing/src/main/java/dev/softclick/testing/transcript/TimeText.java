package dev.softclick.testing.transcript;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as a transcript writes them. */
final class TimeText {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Pattern MOMENT = Pattern.compile("([0-9]{1,9})\\.([0-9]{3})s");

    private TimeText() {}

    /** {@code 50ms}, {@code 2s}, {@code 3m}. */
    static Optional<Duration> length(String text) {
        Matcher matcher = LENGTH.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration length = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
        return length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(length);
    }

    /** {@code 12.345s}. */
    static Optional<Duration> moment(String text) {
        Matcher matcher = MOMENT.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) * 1_000_000))
                : Optional.empty();
    }

    static String moment(Duration sinceStart) {
        return String.format(Locale.ROOT, "%d.%03ds", sinceStart.toSeconds(), sinceStart.toMillisPart());
    }

    static String length(Duration length) {
        long millis = length.toMillis();
        if (millis % 60_000 == 0 && millis > 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
