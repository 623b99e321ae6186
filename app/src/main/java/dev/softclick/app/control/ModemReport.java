package dev.softclick.app.control;

import dev.softclick.ModemCounters;
import dev.softclick.ModemStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A modem as {@code softclick status} shows it; these are the names that {@code --json} has.
 *
 * @param modem its name
 * @param condition {@code running}; {@code stuck} when it does not answer from inside; {@code down} when it does not run
 * @param state 0 to 8, as {@code AT+AWSSTATE?} shows it; null unless it is running
 * @param stateText what the Reference calls that
 * @param since when it came into this state
 * @param error what went wrong last, in words; null when nothing ever did
 * @param errorAt when that was
 * @param restarts how often it failed and was started again, since the service began or it was first named in the file
 * @param ports where hosts find it; none while it is off its ports or down
 * @param attached whether it is on its ports
 * @param awaySince since when the device, or the connection, of its line has been gone; null while it is there
 * @param radio whether its radio is on
 * @param counters what it has done since it was started
 */
public record ModemReport(
        String modem,
        String condition,
        @Nullable Integer state,
        @Nullable String stateText,
        Instant since,
        @Nullable String error,
        @Nullable Instant errorAt,
        int restarts,
        List<String> ports,
        boolean attached,
        @Nullable Instant awaySince,
        boolean radio,
        String sim,
        String thing,
        String cloud,
        String network,
        ModemCounters counters) {
    static final String RUNNING = "running";
    /** The state of a modem that does not answer. */
    public static final String STUCK = "stuck";
    static final String DOWN = "down";

    /** Of one that runs and has answered. */
    public static ModemReport running(String name, RunningModem modem, ModemStatus status, Instant now, int restarts) {
        return new ModemReport(
                name,
                RUNNING,
                status.state().code(),
                status.state().text(),
                now.minus(status.inState()),
                status.trouble().map(ModemStatus.Trouble::text).orElse(null),
                status.trouble().map(trouble -> now.minus(trouble.ago())).orElse(null),
                restarts,
                modem.ports(),
                !modem.ports().isEmpty(),
                status.lineAway().map(now::minus).orElse(null),
                status.radio(),
                modem.sim(),
                modem.thing(),
                modem.cloud(),
                modem.network(status),
                status.counters());
    }

    /** Of one that runs, but does not answer. */
    public static ModemReport stuck(String name, RunningModem modem, Instant since, int restarts) {
        return new ModemReport(name, STUCK, null, null, since, "it does not answer from inside", since, restarts, modem.ports(),
                !modem.ports().isEmpty(), null, true, modem.sim(), modem.thing(), modem.cloud(), "", ModemCounters.NONE);
    }

    /** Of one that does not run, and why. */
    public static ModemReport down(String name, String why, Instant since, int restarts) {
        return new ModemReport(
                name, DOWN, null, null, since, why, since, restarts, List.of(), false, null, false, "", "", "", "", ModemCounters.NONE);
    }

    /** With an error of before this modem was started, unless it has had one of its own since. */
    public ModemReport withEarlierError(String text, Instant at) {
        return error != null
                ? this
                : new ModemReport(modem, condition, state, stateText, since, text, at, restarts, ports, attached, awaySince, radio, sim, thing, cloud,
                        network, counters);
    }
}
