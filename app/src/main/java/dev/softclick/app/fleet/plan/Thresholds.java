package dev.softclick.app.fleet.plan;

import dev.softclick.app.fleet.figures.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What must hold for a run to be good.
 *
 * @param errors most errors
 * @param errorShare most errors, as a share of the starts and rounds played (0 to 1)
 * @param p99 99 of 100 publishes are acknowledged in this time
 * @param connected least share of the fleet that was connected at its best (0 to 1)
 * @param publishes least publishes that got to the cloud
 */
public record Thresholds(
        OptionalLong errors, OptionalDouble errorShare, Optional<Duration> p99, OptionalDouble connected, OptionalLong publishes) {
    /** Whatever happens is fine. */
    public static final Thresholds NONE =
            new Thresholds(OptionalLong.empty(), OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), OptionalLong.empty());

    /** Those that were broken, a line each. */
    public List<String> broken(Totals totals) {
        List<String> broken = new ArrayList<>();
        if (errors.isPresent() && totals.errors() > errors.getAsLong()) {
            broken.add("errors: " + totals.errors() + ", more than " + errors.getAsLong());
        }
        double share = totals.played() == 0 ? 0 : (double) totals.errors() / totals.played();
        if (errorShare.isPresent() && share > errorShare.getAsDouble()) {
            broken.add("errors: " + percent(share) + " of what was played, more than " + percent(errorShare.getAsDouble()));
        }
        if (p99.isPresent() && totals.acknowledge().p99Millis() > p99.get().toNanos() / 1e6) {
            broken.add("p99 of publish to acknowledge: " + totals.acknowledge().p99Millis() + " ms, more than " + p99.get().toMillis() + " ms");
        }
        double best = totals.modems() == 0 ? 0 : (double) totals.mostConnected() / totals.modems();
        if (connected.isPresent() && best < connected.getAsDouble()) {
            broken.add("connected: " + percent(best) + " of the modems at best, fewer than " + percent(connected.getAsDouble()));
        }
        if (publishes.isPresent() && totals.published() < publishes.getAsLong()) {
            broken.add("publishes: " + totals.published() + ", fewer than " + publishes.getAsLong());
        }
        return broken;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }
}
