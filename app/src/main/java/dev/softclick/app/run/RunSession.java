package dev.softclick.app.run;

import dev.softclick.SoftModem;
import dev.softclick.app.cloud.CloudSide;
import dev.softclick.app.cloud.HomeCloud;
import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.Complaint;
import dev.softclick.app.console.ExitCode;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.sim.RunSim;
import dev.softclick.app.sim.SimText;
import dev.softclick.port.Port;
import dev.softclick.port.SharedLine;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One modem, its SIM and its cloud, running. Closes what it holds in the order that matters most to others: line, SIM, cloud. */
public final class RunSession implements AutoCloseable {
    private final RunPlan plan;
    private final StandardStreams streams;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    /** What is to be closed, the first one first. */
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    private RunSession(RunPlan plan, StandardStreams streams) {
        this.plan = plan;
        this.streams = streams;
    }

    /**
     * Starts; the {@code ready} lines are out when it returns.
     *
     * @throws CommandFailure or IOException with one line when something can't be had; nothing is left running then
     */
    public static RunSession start(RunPlan plan, StandardStreams streams) throws IOException {
        RunSession session = new RunSession(plan, streams);
        boolean started = false;
        try {
            session.begin();
            started = true;
            return session;
        } finally {
            if (!started) {
                session.close();
            }
        }
    }

    private void begin() throws IOException {
        RunSim sim = RunSim.take(plan.home(), plan.sim());
        held.addFirst(sim);
        HomeCloud local = new HomeCloud(plan.home(), failure -> fail("the local cloud did not come up: " + Complaint.line(failure)));
        held.addLast(local);
        CloudSide cloud = CloudSide.of(sim, plan.cloud(), local);
        List<Port> ports = new ArrayList<>(plan.ports().stream().map(address -> address.create(plan.line().options())).toList());
        TerminalPort terminal = plan.terminal() ? new TerminalPort(TerminalPort::ofProcess, () -> end(0)) : null;
        if (terminal != null) {
            ports.add(terminal);
        }
        Traces traces = Traces.into(plan.traces(), Traces.names(sim.identity(), plan.dialect()));
        held.addLast(traces);
        SoftModem modem = modem(cloud, ports, traces);
        // Each port once more: the modem may be in the middle of something and close them a moment later.
        ports.forEach(held::addFirst);
        held.addFirst(modem);
        modem.start();
        if (terminal != null) {
            ports.removeLast();
        }
        for (Port port : ports) {
            announce(ready(port, sim, cloud));
            port.caution().ifPresent(streams::tell);
            plan.line().caution(port).ifPresent(streams::tell);
        }
        plan.line().cautions(plan.ports()).forEach(streams::tell);
        local.start();
        sim.directory().exposed().ifPresent(streams::tell);
        warnOfKeys(sim);
        if (terminal != null) {
            terminal.begin(ports.getFirst());
        }
    }

    private SoftModem modem(CloudSide cloud, List<Port> ports, Traces traces) {
        Port line = ports.size() == 1 ? ports.getFirst() : new SharedLine(ports);
        return PlannedModem.builder(plan, cloud, line, traces).onEnded(this::ended).build();
    }

    private static String ready(Port port, RunSim sim, CloudSide cloud) {
        return "ready port=" + port.address() + port.path().map(path -> " path=" + path).orElse("") + " thing=" + sim.identity().thing()
                + " cloud=" + cloud.text() + "\n";
    }

    private void announce(String line) {
        if (plan.stdio()) {
            streams.err().print(line);
            streams.err().flush();
        } else {
            streams.print(line);
        }
    }

    private void warnOfKeys(RunSim sim) {
        SimText text = SimText.of(sim.directory());
        if (!text.usable()) {
            streams.tell("the SIM '" + sim.name() + "' can't connect yet (" + text.state() + "): 'softclick sim import' gives it keys, also while this runs");
        }
    }

    private void ended(Optional<IOException> reason) {
        reason.ifPresentOrElse(failure -> fail("the line has ended: " + Complaint.line(failure)), () -> end(0));
    }

    private void fail(String line) {
        if (end(ExitCode.FAILURE)) {
            streams.tell(line);
        }
    }

    /** Asks for the end, with this exit code; true for the first who asks. */
    boolean end(int code) {
        return ended.complete(code);
    }

    /** The exit code, once there is a reason to end. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    @Override
    public void close() {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                streams.tell("not everything ended cleanly: " + Complaint.line(e));
            }
        }
    }
}
