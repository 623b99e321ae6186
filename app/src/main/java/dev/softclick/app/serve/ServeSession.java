package dev.softclick.app.serve;

import dev.softclick.app.cloud.HomeCloud;
import dev.softclick.app.console.Complaint;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.control.ControlServer;
import dev.softclick.app.control.RunningModem;
import dev.softclick.app.plan.RunPlan;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The modems of {@code softclick serve}, their cloud and the control socket, running. */
final class ServeSession implements AutoCloseable {
    private final ServeConfig config;
    private final StandardStreams streams;
    private final ServiceNotice notice;
    private final HomeCloud cloud;
    private final Fleet<RunPlan> fleet;

    /** What is to be closed, the first one first. */
    private final Deque<AutoCloseable> held = new ArrayDeque<>();

    private ServeSession(ServeConfig config, StandardStreams streams, ServiceNotice notice) {
        this.config = config;
        this.streams = streams;
        this.notice = notice;
        this.cloud = new HomeCloud(
                config.home(), failure -> streams.tell("the local cloud did not come up: " + Complaint.line(failure) + "; trying again"));
        this.fleet = new Fleet<>(
                (name, plan, failed) -> ServedModem.start(name, plan, cloud, failed),
                new Fleet.Words(Complaint::line, streams::tell, this::ready),
                InstantSource.system());
        held.addFirst(cloud);
        held.addFirst(fleet);
    }

    /**
     * Starts. When it returns, the {@code ready} lines are out of all modems but those that lack something now; they are tried again.
     *
     * @throws IOException with one line when the control socket can't be had; nothing is left running then
     */
    static ServeSession start(ServeConfig config, StandardStreams streams, ServiceNotice notice) throws IOException {
        ServeSession session = new ServeSession(config, streams, notice);
        boolean started = false;
        try {
            // First, since it shows whether another serve has all this already.
            session.held.addFirst(ControlServer.open(config.control(), new FleetControl(session.fleet)));
            session.fleet.start(config.modems());
            session.cloud.start();
            notice.ready(session.summary());
            session.held.addFirst(new FleetWatch(session.fleet, notice));
            started = true;
            return session;
        } finally {
            if (!started) {
                session.close();
            }
        }
    }

    private String summary() {
        int modems = fleet.names().size();
        return modems + (modems == 1 ? " modem" : " modems");
    }

    private void ready(String name, RunningModem modem) {
        for (String port : modem.ports()) {
            streams.print("ready modem=" + name + " port=" + port + " thing=" + modem.thing() + " cloud=" + modem.cloud() + "\n");
        }
        if (modem instanceof ServedModem served) {
            served.cautions().forEach(line -> streams.tell(name + ": " + line));
        }
    }

    /** The configuration is about to be read again. */
    void reloading() {
        notice.reloading();
    }

    /** It was: with the new one, or without when that is no good. */
    void reloaded(Optional<ServeConfig> fresh) {
        fresh.ifPresent(this::change);
        notice.ready(summary());
    }

    private void change(ServeConfig fresh) {
        if (!fresh.home().equals(config.home()) || !fresh.control().equals(config.control())) {
            streams.tell("another home or control socket takes a restart; the modems go on as they were");
            return;
        }
        fleet.reload(fresh.modems());
    }

    @Override
    public void close() {
        notice.stopping();
        for (AutoCloseable each : held) {
            try {
                each.close();
            } catch (Exception e) {
                streams.tell("not everything ended cleanly: " + Complaint.line(e));
            }
        }
    }
}
