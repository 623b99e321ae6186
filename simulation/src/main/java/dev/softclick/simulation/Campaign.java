package dev.softclick.simulation;

import dev.softclick.simulation.check.RareEvent;
import dev.softclick.simulation.check.Verdict;
import dev.softclick.simulation.world.Seams;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Seeds one after the other, and what they came to. */
final class Campaign {
    /** From so many seeds on every rare event must have happened. */
    static final int MEANINGFUL = 500;

    /** Every so many seeds one is run again, to see that it comes to the same. */
    private static final int AGAIN_EVERY = 8;

    /**
     * A seed that failed.
     *
     * @param guard the checker that saw it
     * @param at nanoseconds of virtual time
     */
    record Failure(long seed, String guard, long at, String what) {}

    private final Supplier<Seams> seams;
    private final Map<RareEvent, Integer> rare = new EnumMap<>(RareEvent.class);
    private final Set<Integer> disconnectCodes = new TreeSet<>();
    private int seeds;
    private long virtual;

    /** @param seams for each world anew */
    Campaign(Supplier<Seams> seams) {
        this.seams = seams;
    }

    /** Runs that seed; what is wrong with it, or null. */
    @Nullable Failure run(long seed) {
        SeedRun run = new SeedRun(seed, false, seams.get(), null);
        run.run();
        seeds++;
        virtual += run.world().now();
        run.guards().rare().counts().forEach((event, count) -> rare.merge(event, count, Integer::sum));
        disconnectCodes.addAll(run.guards().rare().disconnectCodes());
        Verdict.Broken broken = run.broken();
        if (broken != null) {
            return new Failure(seed, broken.guard(), broken.at(), broken.what());
        }
        return Math.floorMod(seed, AGAIN_EVERY) == 0 ? again(seed, run) : null;
    }

    private @Nullable Failure again(long seed, SeedRun first) {
        SeedRun second = new SeedRun(seed, false, seams.get(), null);
        second.run();
        if (second.fingerprint().all() != first.fingerprint().all()) {
            return new Failure(seed, "SameSeedSameRun", second.world().now(), "the second run of the seed is another one");
        }
        if (first.world().splitShows() || first.guards().rare().counts().containsKey(RareEvent.MORE_TYPED_THAN_KEPT)) {
            return null;
        }
        SeedRun byByte = new SeedRun(seed, true, seams.get(), null);
        byByte.run();
        if (!byByte.guards().talk().equals(first.guards().talk())) {
            return new Failure(seed, "ChunksDoNotMatter", byByte.world().now(),
                    "byte by byte: " + byByte.guards().talk() + ", at once: " + first.guards().talk());
        }
        return null;
    }

    int seeds() {
        return seeds;
    }

    /** Virtual time so far, in nanoseconds. */
    long virtual() {
        return virtual;
    }

    Map<RareEvent, Integer> rare() {
        return rare;
    }

    Set<Integer> disconnectCodes() {
        return disconnectCodes;
    }

    /** What never happened. */
    Set<RareEvent> missing() {
        Set<RareEvent> missing = EnumSet.allOf(RareEvent.class);
        missing.removeAll(rare.keySet());
        return missing;
    }
}
