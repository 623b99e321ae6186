package dev.softclick.app.fleet.host;

import dev.softclick.testing.transcript.Transcript;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a host does.
 *
 * @param name what it is called
 * @param parts how many of them there are, beside the parts of the others; 1 to {@value #MAX_PARTS}
 * @param start played when the modem has been switched on; without it the rounds begin at once
 * @param loop played again and again
 * @param cadence when
 * @param random the numbers drawn anew for each round, by name
 */
public record Behaviour(
        String name, int parts, Optional<HostText> start, HostText loop, Cadence cadence, Map<String, NumberRange> random) {
    /** Most parts of a fleet that one behaviour can have. */
    public static final int MAX_PARTS = 10_000;

    /** Keeps a copy. */
    public Behaviour {
        random = Map.copyOf(random);
    }

    /**
     * A transcript, ready to be played.
     *
     * @param names those that stand for something in it
     */
    public record HostText(Transcript transcript, PayloadLengths lengths, Set<String> names) {
        /** Keeps a copy. */
        public HostText {
            names = Set.copyOf(names);
        }
    }
}
