package dev.softclick.simulation.world;

import java.util.SplittableRandom;

/**
 * All chance of one world: each part has draws of its own, so that one more in a part changes nothing elsewhere.
 *
 * @param seed what it all comes from
 */
public record Draws(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The draws of that part. */
    public SplittableRandom of(String part) {
        return new SplittableRandom(seed * GOLDEN + part.hashCode() * 0xBF58476D1CE4E5B9L);
    }
}
