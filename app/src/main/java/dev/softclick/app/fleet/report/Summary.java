package dev.softclick.app.fleet.report;

import dev.softclick.app.fleet.figures.Sample;
import dev.softclick.app.fleet.figures.Totals;
import dev.softclick.app.fleet.plan.FleetPlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run came to: the JSON file has exactly this.
 *
 * @param file the fleet's file
 * @param began when it began, ISO 8601
 * @param seconds how long it ran
 * @param seed of all that was drawn
 * @param cloud which cloud
 * @param interrupted whether it was ended before its time
 * @param totals the counts at the end
 * @param rates means over the whole run
 * @param reasons what went wrong, and how often
 * @param broken thresholds that were broken; empty: the run is good
 * @param samples the course of the run
 */
public record Summary(
        String file,
        String began,
        double seconds,
        long seed,
        String cloud,
        boolean interrupted,
        Totals totals,
        Rates rates,
        Map<String, Long> reasons,
        List<String> broken,
        List<Sample> samples) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * How fast it was.
     *
     * @param publishesASecond over the whole run
     * @param mostConnectsASecond in the best sample
     */
    public record Rates(double publishesASecond, double mostConnectsASecond) {}

    /** Puts it together. */
    public static Summary of(FleetPlan plan, Map<String, Long> reasons, List<Sample> samples, String file, Instant began, String cloud, boolean interrupted, Totals totals) {
        double seconds = totals.elapsed().toMillis() / 1000.0;
        double most = samples.stream().filter(sample -> sample.seconds() > 0).mapToDouble(sample -> sample.connects() / sample.seconds()).max().orElse(0);
        Rates rates = new Rates(rounded(seconds == 0 ? 0 : totals.published() / seconds), rounded(most));
        return new Summary(
                file, began.truncatedTo(ChronoUnit.SECONDS).toString(), seconds, plan.seed(), cloud, interrupted, totals, rates, reasons, plan.thresholds().broken(totals), samples);
    }

    private static double rounded(double rate) {
        return Math.round(rate * 100) / 100.0;
    }

    /** As JSON, ended by a line feed. */
    public String json() {
        return JSON.writeValueAsString(this) + "\n";
    }
}
