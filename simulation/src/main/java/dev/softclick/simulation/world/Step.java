package dev.softclick.simulation.world;

import java.util.List;

/** One thing a host does. */
sealed interface Step {
    /** Writes; forgets what it heard before. {@code safe}: the line does not disturb it. */
    record Say(byte[] bytes, boolean safe) implements Step {}

    /** Waits so many nanoseconds. */
    record Pause(long nanos) implements Step {}

    /** Waits until one of these was heard since it last wrote, at most so many nanoseconds. */
    record Await(List<String> any, long nanos) implements Step {}

    /** Goes on with these steps if that was heard since it last wrote, with the others if not. */
    record IfHeard(String text, List<Step> then, List<Step> otherwise) implements Step {}
}
