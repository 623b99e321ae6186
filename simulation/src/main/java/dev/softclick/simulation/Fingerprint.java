package dev.softclick.simulation;

import dev.softclick.simulation.world.Seen;
import dev.softclick.simulation.world.Witness;
import java.util.Arrays;

/** Numbers that tell two runs apart. */
final class Fingerprint implements Witness {
    private static final long PRIME = 0x100000001B3L;

    private long all = 0xCBF29CE484222325L;

    @Override
    public void see(long now, Seen seen) {
        switch (seen) {
            case Seen.Said bytes -> {
                add(now);
                add(Arrays.hashCode(bytes.bytes()));
            }
            case Seen.Typed bytes -> {
                add(now);
                add(Arrays.hashCode(bytes.bytes()));
            }
            case Seen.StateMoved moved -> {
                add(now);
                add(moved.to());
            }
            case Seen.Sent _, Seen.Received _, Seen.AtBroker _, Seen.LinkBroke _, Seen.Weathered _ -> {
                add(now);
                add(seen.getClass().getSimpleName().hashCode());
            }
            default -> {}
        }
    }

    private void add(long value) {
        all = (all ^ value) * PRIME;
        all ^= all >>> 29;
    }

    /** Of everything that happened, and when. */
    long all() {
        return all;
    }
}
