package dev.softclick.app.fleet.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Something that befalls a share of the fleet at once.
 *
 * @param at when, after the fleet began to start
 * @param share of the fleet, above 0 to 1
 * @param length how long the network is gone; {@link Kind#RECONNECT}: 0
 */
public record Wave(Kind kind, Duration at, double share, Duration length) {
    /** What befalls it. */
    public enum Kind {
        /** The radio is off for a while, as in a dead spot or when a mast fails. */
        RADIO_LOSS,
        /** Every link breaks, and all come back at once, as when a load balancer restarts. */
        RECONNECT
    }

    /** Who is hit: as many of {@code modems} as the share says, ascending. */
    public int[] hit(int modems, RandomGenerator random) {
        int[] all = new int[modems];
        Arrays.setAll(all, i -> i);
        int count = (int) Math.max(1, Math.round(share * modems));
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, modems);
            int taken = all[other];
            all[other] = all[i];
            all[i] = taken;
        }
        int[] hit = Arrays.copyOf(all, count);
        Arrays.sort(hit);
        return hit;
    }
}
