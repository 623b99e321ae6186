package dev.softclick.firmware;

import dev.softclick.link.TopicFilter;
import dev.softclick.link.TopicName;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.ThingName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes MQTT topics of what the host calls topics, by the thing name that the SIM brings (Reference, AT+AWSPUBOPEN). */
final class ThingTopics {
    /** Slashes that AWS takes in a topic or filter (AWS IoT Core quotas); it cuts the link for one more. */
    private static final int AWS_SLASHES = 7;

    /** Where topics of Basic Ingest begin; their first three slashes don't count (AWS IoT Core quotas). */
    private static final String AWS_BASIC_INGEST = "$aws/rules/";

    private static final int AWS_BASIC_INGEST_SLASHES = 3;

    private @Nullable ThingName thing;
    private boolean aws;

    void thing(ThingName name) {
        thing = name;
    }

    /** The limits of the cloud there hold. */
    void cloud(Endpoint endpoint) {
        aws = endpoint.isAws();
    }

    /** {@code <awstopic>/<thing name>}. */
    String complete(String awsTopic) {
        return awsTopic + "/" + (thing == null ? "?" : thing.text());
    }

    /** The topic to publish to; nothing when it is none, too long, or too deep for the cloud. */
    Optional<TopicName> publishTopic(String awsTopic) {
        return usable(awsTopic) ? TopicName.of(complete(awsTopic)) : Optional.empty();
    }

    /** The filter to subscribe to; nothing when it is none, too long, or too deep for the cloud. */
    Optional<TopicFilter> filter(String awsTopic) {
        return usable(awsTopic) ? TopicFilter.of(complete(awsTopic)) : Optional.empty();
    }

    private boolean usable(String awsTopic) {
        return !awsTopic.isEmpty() && !awsTopic.endsWith("/") && (!aws || !tooDeepForAws(complete(awsTopic)));
    }

    private static boolean tooDeepForAws(String topic) {
        int most = AWS_SLASHES + (topic.startsWith(AWS_BASIC_INGEST) ? AWS_BASIC_INGEST_SLASHES : 0);
        return topic.chars().filter(c -> c == '/').count() > most;
    }
}
