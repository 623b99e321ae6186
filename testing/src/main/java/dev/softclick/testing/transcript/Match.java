package dev.softclick.testing.transcript;

import java.util.Map;

/** How a template and the bytes at hand agree. */
sealed interface Match {
    /** The bytes at hand can't become what is meant. */
    Match MISS = new Miss();

    /** So far they agree; more bytes must come. */
    Match MORE = new More();

    /** The bytes at hand can't become what is meant. */
    record Miss() implements Match {}

    /** So far they agree; more bytes must come. */
    record More() implements Match {}

    /**
     * They agree.
     *
     * @param end behind the last byte that belongs to it
     * @param kept what named patterns matched
     * @param open whether further bytes could belong to it too
     */
    record Hit(int end, Map<String, byte[]> kept, boolean open) implements Match {}

    /** The pattern takes more work than is given to one, or names something that is not known. */
    record Refused(String reason) implements Match {}
}
