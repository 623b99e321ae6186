package dev.softclick.link;

import java.util.Optional;

/**
 * A filter to subscribe to: as {@link TopicName}, but a whole level may be {@code +}, and the last one {@code #} (MQTT 5 clause 4.7.1). A modem never
 * has a {@code #}: its thing name is always the last level.
 *
 * @param text the whole filter, as {@code +/thing_0001}
 */
public record TopicFilter(String text) {
    /** @throws IllegalArgumentException when the text is no such filter */
    public TopicFilter {
        if (!isFilter(text)) {
            throw new IllegalArgumentException("not a topic filter");
        }
    }

    /** The filter, or nothing when the text is none. */
    public static Optional<TopicFilter> of(String text) {
        return isFilter(text) ? Optional.of(new TopicFilter(text)) : Optional.empty();
    }

    private static boolean isFilter(String text) {
        if (!TopicName.isText(text)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean starts = i == 0 || text.charAt(i - 1) == '/';
            boolean ends = i + 1 == text.length() || c == '+' && text.charAt(i + 1) == '/';
            if ((c == '+' || c == '#') && !(starts && ends)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message on {@code topic} is meant by this filter (MQTT 5 clause 4.7; a leading wildcard does not match {@code $}). */
    public boolean matches(String topic) {
        if ((text.startsWith("+") || text.startsWith("#")) && topic.startsWith("$")) {
            return false;
        }
        int t = 0;
        int f = 0;
        while (true) {
            int filterEnd = levelEnd(text, f);
            int topicEnd = levelEnd(topic, t);
            if (text.startsWith("#", f)) {
                return true;
            }
            boolean any = filterEnd - f == 1 && text.charAt(f) == '+';
            if (!any && !text.regionMatches(f, topic, t, Math.max(filterEnd - f, topicEnd - t))) {
                return false;
            }
            boolean filterDone = filterEnd == text.length();
            boolean topicDone = topicEnd == topic.length();
            if (filterDone || topicDone) {
                // "a/#" means "a", too (clause 4.7.1.2).
                return filterDone && topicDone || topicDone && text.startsWith("/#", filterEnd);
            }
            f = filterEnd + 1;
            t = topicEnd + 1;
        }
    }

    private static int levelEnd(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }

    @Override
    public String toString() {
        return text;
    }
}
