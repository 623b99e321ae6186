package dev.softclick.app.serve;

import dev.softclick.ModemStatus;
import dev.softclick.SoftModem;
import dev.softclick.app.cloud.CloudSide;
import dev.softclick.app.cloud.HomeCloud;
import dev.softclick.app.console.Complaint;
import dev.softclick.app.control.RunningModem;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.run.PlannedModem;
import dev.softclick.app.run.Traces;
import dev.softclick.app.sim.LocalKeys;
import dev.softclick.app.sim.RunSim;
import dev.softclick.app.sim.SimText;
import dev.softclick.port.Port;
import dev.softclick.port.SharedLine;
import dev.softclick.sim.NetworkProfile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of several modems of {@code softclick serve}. */
final class ServedModem implements RunningModem {
    private static final Logger LOG = LoggerFactory.getLogger(ServedModem.class);

    private final RunPlan plan;
    private final RunSim sim;
    private final CloudSide cloud;
    private final DetachablePort line = new DetachablePort(this::newPort);
    private final SoftModem modem;

    /** What is to be closed, the first one first. */
    private final Deque<AutoCloseable> held;

    private volatile List<Port> ports = List.of();

    private ServedModem(String name, RunPlan plan, RunSim sim, CloudSide cloud, Traces traces, Deque<AutoCloseable> held, Consumer<Throwable> failed) {
        this.plan = plan;
        this.sim = sim;
        this.cloud = cloud;
        this.held = held;
        this.modem = PlannedModem.builder(plan, cloud, line, traces)
                .name(name)
                .onFailure(failed)
                .onEnded(reason -> failed.accept(reason.orElseGet(() -> new IOException("the line has ended"))))
                .build();
        held.addFirst(line);
        held.addFirst(modem);
    }

    /** See {@link dev.softclick.app.serve.ModemStarter#start}. */
    static ServedModem start(String name, RunPlan plan, HomeCloud local, Consumer<Throwable> failed) throws IOException {
        Deque<AutoCloseable> held = new ArrayDeque<>();
        boolean started = false;
        try {
            RunSim sim = RunSim.take(plan.home(), plan.sim());
            held.addFirst(sim);
            CloudSide cloud = CloudSide.of(sim, plan.cloud(), local);
            Traces traces = Traces.into(plan.traces(), Traces.names(sim.identity(), plan.dialect()));
            held.addLast(traces);
            ServedModem served = new ServedModem(name, plan, sim, cloud, traces, held, failed);
            served.modem.start();
            started = true;
            return served;
        } finally {
            if (!started) {
                closeAll(held);
            }
        }
    }

    private Port newPort() {
        List<Port> fresh = plan.ports().stream().map(address -> address.create(plan.line().options())).toList();
        ports = fresh;
        return fresh.size() == 1 ? fresh.getFirst() : new SharedLine(fresh);
    }

    /** What a person should know about its ports and its SIM, a line each. */
    List<String> cautions() {
        SimText text = SimText.of(sim.directory());
        Optional<String> keys = text.usable()
                ? Optional.empty()
                : Optional.of("the SIM '" + sim.name() + "' can't connect yet (" + text.state() + ")");
        Stream<String> ofPorts = ports.stream().flatMap(port -> Stream.concat(port.caution().stream(), plan.line().caution(port).stream()));
        Stream<String> ofCallers = plan.line().cautions(plan.ports()).stream();
        return Stream.of(ofPorts, ofCallers, sim.directory().exposed().stream(), keys.stream()).flatMap(lines -> lines).toList();
    }

    @Override
    public List<String> ports() {
        return line.attached()
                ? ports.stream().map(port -> port.address() + port.path().map(path -> " path=" + path).orElse("")).toList()
                : List.of();
    }

    @Override
    public String sim() {
        return sim.name().text();
    }

    @Override
    public String thing() {
        return sim.identity().thing().text();
    }

    @Override
    public String cloud() {
        return cloud.text();
    }

    @Override
    public CompletableFuture<ModemStatus> status() {
        return modem.status();
    }

    @Override
    public String network(ModemStatus status) {
        List<NetworkProfile> networks = sim.identity().networks();
        return networks.stream()
                .filter(network -> status.route().isEmpty() || status.route().get().equals(network.route()))
                .map(NetworkProfile::name)
                .findFirst()
                .orElse("");
    }

    @Override
    public void reset() {
        modem.powerCycle();
    }

    @Override
    public void radio(boolean on) {
        modem.radio(on);
    }

    @Override
    public void detach() {
        line.detach();
    }

    @Override
    public void attach() throws IOException {
        line.attach();
    }

    @Override
    public String rotate() throws IOException {
        if (!sim.directory().isLocal()) {
            throw new IOException("the SIM '" + sim.name() + "' is not one of the local cloud: 'softclick sim import' brings new keys of another");
        }
        return "keys " + LocalKeys.issue(plan.home(), sim.directory(), sim.identity().thing()) + "; it takes them when it connects next";
    }

    @Override
    public void close() {
        closeAll(held);
    }

    private static void closeAll(Deque<AutoCloseable> held) {
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("not everything ended cleanly: {}", Complaint.line(e));
            }
        }
    }
}
