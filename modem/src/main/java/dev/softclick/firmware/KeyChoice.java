package dev.softclick.firmware;

import dev.softclick.sim.Iccid;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimReading;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of security material comes next: the newest, unless it has failed and an older one has worked. When both have failed they take
 * turns. A failure counts until that generation connects.
 */
final class KeyChoice {
    private static final long NONE = 0;

    /** Generations that failed since they last worked: of those there are two at most. */
    private final Set<Long> failed = new HashSet<>(4);

    /** Those of them that the cloud refused for good. */
    private final Set<Long> refused = new HashSet<>(4);

    private @Nullable Iccid card;
    private @Nullable SecurityMaterial current;

    /** What the cloud took last, in this run of the modem. */
    private @Nullable SecurityMaterial proven;

    private long lastFailed = NONE;

    /** The material for an attempt that begins now. */
    SecurityMaterial next(SimReading.Keys keys) {
        SecurityMaterial next = pick(keys);
        current = next;
        return next;
    }

    /**
     * The material in use failed: not the network, TLS or MQTT.
     *
     * @param forGood whether it was refused; when not, the next may find the other refused, and this one is worth another attempt then
     */
    void failed(boolean forGood) {
        if (current == null) {
            return;
        }
        lastFailed = current.generation();
        failed.add(lastFailed);
        if (forGood) {
            refused.add(lastFailed);
            failed.retainAll(refused);
        } else {
            refused.remove(lastFailed);
        }
    }

    /** Other material that is worth trying at once: it has not failed, or is new. */
    @Nullable SecurityMaterial atOnce(SimReading.Keys keys) {
        SecurityMaterial next = pick(keys);
        boolean other = current == null || next.generation() != current.generation();
        return other && !failed.contains(next.generation()) ? next : null;
    }

    /** The cloud has taken the material in use; its generation. */
    long worked() {
        proven = current;
        long generation = current == null ? NONE : current.generation();
        failed.remove(generation);
        refused.remove(generation);
        return generation;
    }

    /** Past failures count no more: the newest comes first again. */
    void reset() {
        failed.clear();
        refused.clear();
    }

    private SecurityMaterial pick(SimReading.Keys keys) {
        if (!keys.identity().iccid().equals(card)) {
            card = keys.identity().iccid();
            proven = null;
            current = null;
            reset();
        }
        SecurityMaterial newest = keys.material();
        SecurityMaterial older = older(keys);
        failed.removeIf(generation -> generation != newest.generation() && (older == null || generation != older.generation()));
        refused.retainAll(failed);
        if (older == null || !failed.contains(newest.generation())) {
            return newest;
        }
        return !failed.contains(older.generation()) || lastFailed == newest.generation() ? older : newest;
    }

    /** What worked before the newest; as the SIM tells it now, if it still does: it may be for another place meanwhile. */
    private @Nullable SecurityMaterial older(SimReading.Keys keys) {
        SecurityMaterial told = keys.fallback().orElse(null);
        SecurityMaterial known = proven;
        SecurityMaterial older = told == null || known != null && known.generation() != told.generation() ? known : told;
        return older == null || older.generation() >= keys.material().generation() ? null : older;
    }
}
