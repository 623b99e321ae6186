package dev.softclick.simulation.world;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the broker keeps of the modem: subscriptions and messages (MQTT 5 clause 4.1). */
final class BrokerSession {
    final Set<String> filters = new LinkedHashSet<>();
    final ArrayDeque<CloudMessage> waiting = new ArrayDeque<>();
    final Map<Integer, CloudMessage> inFlight = new LinkedHashMap<>();
    @Nullable Connection connection;
    int window;

    /** It ends with its connection. */
    boolean brief;

    long expiresAt = Long.MAX_VALUE;
    long expiry;
    private int lastId;

    int nextId() {
        do {
            lastId = lastId == 65535 ? 1 : lastId + 1;
        } while (inFlight.containsKey(lastId));
        return lastId;
    }

    boolean hears(String topic) {
        return filters.stream().anyMatch(filter -> matches(filter, topic));
    }

    /** MQTT 5 clause 4.7, without {@code #}, which no modem asks for. */
    static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        if (wanted.length != levels.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return true;
    }
}
