package dev.softclick.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is wrong with a topic or a filter, in plain words; nothing when it is well formed (MQTT 5 clause 4.7). */
final class TopicRules {
    private TopicRules() {
    }

    static Optional<String> faultOfTopic(String topic) {
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            return Optional.of("a topic to publish to has no wildcards");
        }
        return faultOfText(topic);
    }

    static Optional<String> faultOfFilter(String filter) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            boolean wild = levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0;
            if (wild && levels[i].length() > 1) {
                return Optional.of("a wildcard is a whole level");
            }
            if (levels[i].equals("#") && i < levels.length - 1) {
                return Optional.of("# is the last level");
            }
        }
        return faultOfText(filter);
    }

    private static Optional<String> faultOfText(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (text.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (bytes > CloudRules.MAX_TOPIC_BYTES) {
            return Optional.of("it has " + bytes + " bytes, more than " + CloudRules.MAX_TOPIC_BYTES);
        }
        if (text.indexOf('\0') >= 0) {
            return Optional.of("it contains NUL");
        }
        // The broker's own way to name a queue behind an address; it would lead around the rules for topics.
        if (text.contains("::")) {
            return Optional.of("it contains '::'");
        }
        return Optional.empty();
    }
}
