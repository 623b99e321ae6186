package dev.softclick.app.fleet.plan;

/**
 * When the members of a fleet are started, one after the other.
 *
 * @param aSecond modems a second; 1 to {@value #MAX_A_SECOND}
 */
public record Ramp(int aSecond) {
    static final int MAX_A_SECOND = 10_000;
    private static final long SECOND = 1_000_000_000L;

    /** @throws IllegalArgumentException with one line when it can't be */
    public Ramp {
        if (aSecond < 1 || aSecond > MAX_A_SECOND) {
            throw new IllegalArgumentException("a fleet starts 1 to " + MAX_A_SECOND + " modems a second");
        }
    }

    /** When that member is due, in nanoseconds after the first one. */
    public long due(int index) {
        return index * SECOND / aSecond;
    }
}
