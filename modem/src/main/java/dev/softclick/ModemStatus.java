package dev.softclick;

import dev.softclick.firmware.ModemState;
import dev.softclick.sim.NetworkRoute;
import java.time.Duration;
import java.util.Optional;

/**
 * How a modem is, seen from inside in its own turn: that it comes at all shows that the modem is alive.
 *
 * @param state state of the link, as {@code AT+AWSSTATE?} shows it
 * @param inState how long it has been in that state
 * @param trouble why the link was lost last, or could not be made, for want of a SIM that can be used, too; empty when that never happened
 * @param route the way that the link leaves, or left last; empty before the first attempt
 * @param radio whether there is any network, as {@link SoftModem#radio} says
 * @param lineAway for how long the device, or the connection, of its line has been gone; empty while it is there
 */
public record ModemStatus(
        ModemState state,
        Duration inState,
        Optional<Trouble> trouble,
        Optional<NetworkRoute> route,
        boolean radio,
        Optional<Duration> lineAway,
        ModemCounters counters) {
    /**
     * What went wrong.
     *
     * @param text one line in plain words; never holds key material
     * @param ago how long ago that was
     */
    public record Trouble(String text, Duration ago) {}
}
