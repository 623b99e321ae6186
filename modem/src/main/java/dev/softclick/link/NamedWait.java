package dev.softclick.link;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A wait with a name, so that it can be told and set ({@code softclick run --timer NAME=DURATION}): the link's and the engine's alike. */
public interface NamedWait {
    /** Most digits of a length of time. */
    int MAX_DIGITS = 9;

    /** Its name in the program. */
    String name();

    /** Its default. */
    Duration usual();

    /** The shortest it can be set to. */
    Duration least();

    /** The longest it can be set to. */
    Duration most();

    /** What it is for, in a few words. */
    String meaning();

    /** Where its default comes from. */
    String source();

    /** Its name for people: {@code keep-alive}. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Lets pass only what it can be set to.
     *
     * @throws IllegalArgumentException with one line for any other length
     */
    default Duration check(Duration length) {
        if (length.compareTo(least()) < 0 || length.compareTo(most()) > 0) {
            throw new IllegalArgumentException("timer " + label() + " is " + text(least()) + " to " + text(most()) + ", not " + text(length));
        }
        return length;
    }

    /** Reads what {@link #text} writes: a whole number of at most nine digits with {@code ms}, {@code s}, {@code m} or {@code h} behind it; empty when it is none. */
    static Optional<Duration> parse(String text) {
        int unit = 0;
        while (unit < text.length() && text.charAt(unit) >= '0' && text.charAt(unit) <= '9') {
            unit++;
        }
        if (unit == 0 || unit > MAX_DIGITS) {
            return Optional.empty();
        }
        long number = Long.parseLong(text.substring(0, unit));
        return switch (text.substring(unit)) {
            case "ms" -> Optional.of(Duration.ofMillis(number));
            case "s" -> Optional.of(Duration.ofSeconds(number));
            case "m" -> Optional.of(Duration.ofMinutes(number));
            case "h" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
    }

    /** A length as people write it: {@code 60ms}, {@code 20s}, {@code 2m}, {@code 1h}. */
    static String text(Duration length) {
        long millis = length.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0 || seconds == 60) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
