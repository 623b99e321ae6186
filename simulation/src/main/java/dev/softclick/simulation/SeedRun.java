package dev.softclick.simulation;

import dev.softclick.simulation.check.Guards;
import dev.softclick.simulation.check.Verdict;
import dev.softclick.simulation.world.Seams;
import dev.softclick.simulation.world.Seen;
import dev.softclick.simulation.world.Witness;
import dev.softclick.simulation.world.World;
import org.jspecify.annotations.Nullable;

/** One seed from power-up to its verdict. */
final class SeedRun {
    private static final long SECOND = 1_000_000_000L;

    /** After it is ready again: what is under way has so long to be settled. */
    private static final long SETTLE = 60 * SECOND;

    /** All of a seed, should its world find no rest. */
    private static final long LONGEST = 7200 * SECOND;

    private final Guards guards = new Guards();
    private final Fingerprint fingerprint = new Fingerprint();
    private final @Nullable Witness also;
    private final World world;

    /** @param also sees everything, too; null for nobody */
    SeedRun(long seed, boolean bytewise, Seams seams, @Nullable Witness also) {
        this.also = also;
        world = new World(seed, bytewise, seams, this::see);
    }

    private void see(long now, Seen seen) {
        if (also != null) {
            also.see(now, seen);
        }
        fingerprint.see(now, seen);
        guards.see(now, seen);
    }

    /** Runs it to its end, or to the first broken promise. */
    void run() {
        try (LogTap _ = LogTap.into(line -> see(world.now(), new Seen.Logged(line)))) {
            world.start();
            long lastWordAt = -1;
            while (guards.verdict().first() == null) {
                world.step();
                if (guards.ready() && lastWordAt < 0) {
                    lastWordAt = world.now();
                    world.lastWord();
                }
                boolean settled = lastWordAt >= 0 && world.now() > lastWordAt + SETTLE && world.delivered() && guards.atRest();
                if (settled) {
                    guards.end(world.now());
                    return;
                }
                if (world.now() > LONGEST) {
                    guards.verdict().broken("ReadyAgain", world.now(), "it finds no rest");
                }
            }
        }
    }

    Verdict.@Nullable Broken broken() {
        return guards.verdict().first();
    }

    Guards guards() {
        return guards;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    World world() {
        return world;
    }
}
