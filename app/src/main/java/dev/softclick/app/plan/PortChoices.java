package dev.softclick.app.plan;

import dev.softclick.DtrDrop;
import dev.softclick.LineConduct;
import dev.softclick.OnDetach;
import dev.softclick.port.CidrBlock;
import dev.softclick.port.FlowControl;
import dev.softclick.port.Framing;
import dev.softclick.port.LineFaults;
import dev.softclick.port.LineSetup;
import dev.softclick.port.ListenPolicy;
import java.util.List;
import picocli.CommandLine.Option;

/** What ports are asked for beside their addresses; docs/ports.md has it port by port. */
public final class PortChoices {
    @Option(
            names = "--framing",
            paramLabel = "8N1",
            defaultValue = "8N1",
            description = "Data bits, parity and stop bits of a serial line. Default: ${DEFAULT-VALUE}.")
    private Framing framing = LineSetup.DEFAULT.framing();

    @Option(
            names = "--flow",
            paramLabel = "none|rtscts",
            defaultValue = "none",
            description = "Flow control of a serial line. Default: ${DEFAULT-VALUE}.")
    private FlowControl flow = LineSetup.DEFAULT.flow();

    @Option(names = "--listen-any", description = "Lets tcp: and rfc2217: ports listen where other machines reach them. AT has no password.")
    private boolean listenAny;

    @Option(names = "--allow", paramLabel = "CIDR", description = "Hears hosts of this range only, as 192.168.1.0/24. May be given several times.")
    private List<CidrBlock> allowed = List.of();

    @Option(names = "--takeover", description = "Lets a newer host take the port from the present one, instead of telling it BUSY.")
    private boolean takeover;

    @Option(
            names = "--line-faults",
            paramLabel = "FILE",
            description = "Makes the line a bad one, by the rules in FILE: lost, flipped, doubled or late bytes, breaks, overruns (docs/ports.md).")
    private LineFaults faults = LineFaults.NONE;

    @Option(
            names = "--dtr",
            paramLabel = "ignore|escape|reset",
            defaultValue = "ignore",
            description = "When the host drops DTR: nothing; back to the command line, away from a half typed line or payload; or power off and on. "
                    + "Default: ${DEFAULT-VALUE}.")
    private DtrDrop dtr = DtrDrop.IGNORE;

    @Option(
            names = "--on-detach",
            paramLabel = "keep|reset",
            defaultValue = "keep",
            description = "When a serial device is unplugged, or the host at a socket goes away: the modem goes on as it was, or power off and on. "
                    + "Default: ${DEFAULT-VALUE}.")
    private OnDetach onDetach = OnDetach.KEEP;

    /** What was chosen, at that rate. */
    public LinePlan line(LinePace pace) {
        return new LinePlan(pace, framing, flow, new ListenPolicy(takeover, listenAny, allowed), faults, new LineConduct(dtr, onDetach));
    }
}
