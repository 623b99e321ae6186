package dev.softclick.firmware;

import dev.softclick.link.TopicFilter;
import dev.softclick.link.TopicName;
import dev.softclick.sim.ThingName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes MQTT topics of what the host calls topics, by the thing name that the SIM brings (Reference, AT+AWSPUBOPEN). */
final class ThingTopics {
    private @Nullable ThingName thing;

    void thing(ThingName name) {
        thing = name;
    }

    /** {@code <awstopic>/<thing name>}. */
    String complete(String awsTopic) {
        return awsTopic + "/" + (thing == null ? "?" : thing.text());
    }

    /** The topic to publish to; nothing when it is none, or too long. */
    Optional<TopicName> publishTopic(String awsTopic) {
        return usable(awsTopic) ? TopicName.of(complete(awsTopic)) : Optional.empty();
    }

    /** The filter to subscribe to; nothing when it is none, or too long. */
    Optional<TopicFilter> filter(String awsTopic) {
        return usable(awsTopic) ? TopicFilter.of(complete(awsTopic)) : Optional.empty();
    }

    private static boolean usable(String awsTopic) {
        return !awsTopic.isEmpty() && !awsTopic.endsWith("/");
    }
}
