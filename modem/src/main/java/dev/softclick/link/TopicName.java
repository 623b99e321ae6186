package dev.softclick.link;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A topic to publish to: 1 to 256 bytes of UTF-8 (AWS IoT's limit), no wildcard, no control character (MQTT 5 clause 4.7).
 *
 * @param text the whole topic, as {@code temperature/thing_0001}
 */
public record TopicName(String text) {
    /** Longest topic or filter, in bytes of UTF-8 (AWS IoT Core quotas, "Topic size"). */
    public static final int MAX_BYTES = 256;

    /** @throws IllegalArgumentException when the text is no topic name */
    public TopicName {
        if (!isText(text) || text.indexOf('+') >= 0 || text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("not a topic name");
        }
    }

    /** The topic, or nothing when the text is none. */
    public static Optional<TopicName> of(String text) {
        return isText(text) && text.indexOf('+') < 0 && text.indexOf('#') < 0 ? Optional.of(new TopicName(text)) : Optional.empty();
    }

    static boolean isText(String text) {
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return false;
        }
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE);
    }

    @Override
    public String toString() {
        return text;
    }
}
