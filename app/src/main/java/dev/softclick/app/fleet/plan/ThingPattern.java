package dev.softclick.app.fleet.plan;

import dev.softclick.sim.ThingName;
import java.util.Locale;

/**
 * How the members of a fleet are called: {@code sensor-{index}}.
 *
 * @param before what comes before the number
 * @param after what comes behind
 */
public record ThingPattern(String before, String after) {
    /** Where the number stands. */
    private static final String MARK = "{index}";

    static final ThingPattern USUAL = new ThingPattern("fleet-", "");

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException with one line when things can't be called so
     */
    static ThingPattern parse(String text) {
        int at = text.indexOf(MARK);
        if (at < 0) {
            throw new IllegalArgumentException("'" + text + "' would call all modems the same: use " + MARK + ", as in sensor-" + MARK);
        }
        ThingPattern pattern = new ThingPattern(text.substring(0, at), text.substring(at + MARK.length()));
        pattern.thing(FleetPlan.MAX_MODEMS);
        return pattern;
    }

    /** The name of that member, with five digits, so that they sort. */
    public ThingName thing(int index) {
        return new ThingName(before + String.format(Locale.ROOT, "%05d", index) + after);
    }
}
