package dev.softclick.app.plan;

import dev.softclick.LineConduct;
import dev.softclick.port.FlowControl;
import dev.softclick.port.Framing;
import dev.softclick.port.LineFaults;
import dev.softclick.port.LineSetup;
import dev.softclick.port.ListenPolicy;
import dev.softclick.port.Port;
import dev.softclick.port.PortAddress;
import dev.softclick.port.PortOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The line that a modem is to be on, but for where it is.
 *
 * @param pace how fast it is
 * @param framing of a byte
 * @param flow what holds it up
 * @param listening who may be the host
 * @param faults what goes wrong on it
 * @param conduct how the modem takes that the host drops DTR, or goes away
 */
public record LinePlan(LinePace pace, Framing framing, FlowControl flow, ListenPolicy listening, LineFaults faults, LineConduct conduct) {
    private static final String ON_NETWORK = " does nothing here: it is for tcp: and rfc2217: ports";
    private static final String ON_SOCKETS = " does nothing here: it is for tcp:, rfc2217: and unix: ports";

    /** As without any option. */
    public static final LinePlan USUAL = new LinePlan(
            LinePace.USUAL, LineSetup.DEFAULT.framing(), LineSetup.DEFAULT.flow(), ListenPolicy.CAREFUL, LineFaults.NONE, LineConduct.DEFAULT);

    /** This, at another rate. */
    public LinePlan withPace(LinePace other) {
        return new LinePlan(other, framing, flow, listening, faults, conduct);
    }

    /** This, for other callers. */
    public LinePlan withListening(ListenPolicy other) {
        return new LinePlan(pace, framing, flow, other, faults, conduct);
    }

    /** What the ports are asked for. */
    public PortOptions options() {
        int rate = pace.paced() ? pace.baud() : LineSetup.DEFAULT.rate();
        return PortOptions.DEFAULTS.withListening(listening).withLine(new LineSetup(rate, framing, flow, conduct.heedsDtr()));
    }

    /** What is asked for about callers, and none of these ports is called: a wish that looks like a safeguard and is none. A line each. */
    public List<String> cautions(List<PortAddress> ports) {
        Set<PortAddress.Callers> callers = ports.stream().map(PortAddress::callers).collect(Collectors.toSet());
        boolean network = callers.contains(PortAddress.Callers.NETWORK);
        boolean called = network || callers.contains(PortAddress.Callers.PROGRAMS);
        List<String> cautions = new ArrayList<>();
        if (listening.listenAny() && !network) {
            cautions.add("listen-any" + ON_NETWORK);
        }
        if (!listening.allowed().isEmpty() && !network) {
            cautions.add("allow" + ON_NETWORK);
        }
        if (listening.takeover() && !called) {
            cautions.add("takeover" + ON_SOCKETS);
        }
        return cautions;
    }

    /** What is asked for and can't be had on a port that is open, in one line. */
    public Optional<String> caution(Port port) {
        return conduct.heedsDtr() && !port.tellsTerminalReady()
                ? Optional.of(port.address() + ": this line has no DTR, so dtr " + conduct.dtr().name().toLowerCase(Locale.ROOT) + " does nothing here")
                : Optional.empty();
    }
}
