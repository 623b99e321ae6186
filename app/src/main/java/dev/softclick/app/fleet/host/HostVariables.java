package dev.softclick.app.fleet.host;

import dev.softclick.testing.transcript.RunVariables;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What the names in a host's transcripts stand for: drawn anew for each round, and the same all through it. */
public final class HostVariables {
    /** Those that a fleet has beside those of {@link RunVariables} and its own ranges. */
    public static final Set<String> NAMES = Set.of("thing", "index", "counter", "time", "epoch", "epoch-ms", PayloadLengths.NAME);

    /** Those that stand for what is on its SIM, and for the modem it is in. */
    public static final Set<String> NAMES_OF_ITS_MODEM = Set.of("iccid", "imei", "imsi", "version", "qccid", "awsver");

    private final String thing;
    private final int index;
    private final Behaviour behaviour;
    private final Function<String, String> others;
    private final RandomGenerator random;

    /**
     * Those of one host.
     *
     * @param index the number of the modem in the fleet, from 0
     * @param others gives the value of a name that is in none of the tables here
     */
    public HostVariables(String thing, int index, Behaviour behaviour, Function<String, String> others, RandomGenerator random) {
        this.thing = thing;
        this.index = index;
        this.behaviour = behaviour;
        this.others = others;
        this.random = random;
    }

    /** The values of one playing of {@code text}, the {@code counter}th round. */
    Map<String, byte[]> draw(Behaviour.HostText text, long counter, Instant now) {
        Map<String, byte[]> values = new HashMap<>();
        for (String name : text.names()) {
            if (!text.lengths().payloads().containsKey(name)) {
                values.put(name, ascii(value(name, counter, now)));
            }
        }
        text.lengths().addTo(values);
        return values;
    }

    private String value(String name, long counter, Instant now) {
        NumberRange range = behaviour.random().get(name);
        if (range != null) {
            return range.draw(random);
        }
        return switch (name) {
            case "thing" -> thing;
            case "index" -> Integer.toString(index);
            case "counter" -> Long.toString(counter);
            case "time" -> now.truncatedTo(ChronoUnit.MILLIS).toString();
            case "epoch" -> Long.toString(now.getEpochSecond());
            case "epoch-ms" -> Long.toString(now.toEpochMilli());
            default -> others.apply(name);
        };
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
