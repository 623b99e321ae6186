package dev.softclick.app.serve;

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
 * @param ports where hosts find it; none while it is detached or down
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
    static final String STUCK = "stuck";
    static final String DOWN = "down";

    static ModemReport running(String name, RunningModem modem, ModemStatus status, Instant now) {
        return new ModemReport(
                name,
                RUNNING,
                status.state().code(),
                status.state().text(),
                now.minus(status.inState()),
                status.trouble().map(ModemStatus.Trouble::text).orElse(null),
                status.trouble().map(trouble -> now.minus(trouble.ago())).orElse(null),
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

    static ModemReport stuck(String name, RunningModem modem, Instant since) {
        return new ModemReport(name, STUCK, null, null, since, "it does not answer from inside", since, modem.ports(), !modem.ports().isEmpty(), null, true,
                modem.sim(), modem.thing(), modem.cloud(), "", ModemCounters.NONE);
    }

    static ModemReport down(String name, String why, Instant since) {
        return new ModemReport(name, DOWN, null, null, since, why, since, List.of(), false, null, false, "", "", "", "", ModemCounters.NONE);
    }
}
