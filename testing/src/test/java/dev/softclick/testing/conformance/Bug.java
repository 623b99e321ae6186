package dev.softclick.testing.conformance;

import java.util.List;
import java.util.function.Consumer;

/** What is wrong with a module, seen from its line. Text is ISO 8859-1, a character a byte. */
interface Bug {
    /** What the modem makes of bytes that are no payload. */
    default String command(String text, Consumer<String> say) {
        return text;
    }

    /** What the modem makes of payload. */
    default String payload(String text, Consumer<String> say) {
        return text;
    }

    /** What it says instead of one thing said: none, one or several. */
    default List<String> said(String text) {
        return List.of(text);
    }

    /** What it still says when it has nothing more to say. */
    default List<String> nothingMore() {
        return List.of();
    }
}
