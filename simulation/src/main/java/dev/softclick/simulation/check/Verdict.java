package dev.softclick.simulation.check;

import org.jspecify.annotations.Nullable;

/** The first broken promise, if there is one. */
public final class Verdict {
    /**
     * A promise was broken.
     *
     * @param guard the checker that saw it
     * @param at when, in nanoseconds
     * @param what in plain words
     */
    public record Broken(String guard, long at, String what) {}

    private @Nullable Broken first;

    /** A promise was broken; only the first counts. */
    public void broken(String guard, long at, String what) {
        if (first == null) {
            first = new Broken(guard, at, what);
        }
    }

    /** The first broken promise, or null. */
    public @Nullable Broken first() {
        return first;
    }
}
