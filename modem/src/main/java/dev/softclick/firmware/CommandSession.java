package dev.softclick.firmware;

import dev.softclick.at.Dialect;
import dev.softclick.at.LineSettings;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import java.util.List;
import java.util.Optional;

/** The modem as its commands see it, and what they set. */
final class CommandSession implements CommandContext {
    private final ModemSettings settings;
    private final SecureSim sim;
    private final TopicSocketTable sockets;
    private final SocketOperations operations;
    private final LinkMaintenance maintenance;
    private final ButtonEvents buttons;
    private final Downlink downlink;
    private LineSettings lineSettings = LineSettings.DEFAULT;
    private LineSettings storedProfile = LineSettings.DEFAULT;
    private int errorReporting;
    private int lineRate;
    private int lineRateAskedFor;
    private ResultMark mark = new ResultMark();
    private long now;

    CommandSession(
            ModemSettings settings,
            SecureSim sim,
            TopicSocketTable sockets,
            SocketOperations operations,
            LinkMaintenance maintenance,
            ButtonEvents buttons,
            Downlink downlink) {
        this.settings = settings;
        this.sim = sim;
        this.sockets = sockets;
        this.operations = operations;
        this.maintenance = maintenance;
        this.buttons = buttons;
        this.downlink = downlink;
        lineRate = settings.lineRate();
        lineRateAskedFor = lineRate;
    }

    /** A command line begins to run; its final result will be marked. */
    ResultMark beginLine(long time) {
        now = time;
        mark = new ResultMark();
        return mark;
    }

    /** The final result of the line is queued: what holds from behind it on. */
    void endLine(TransmitQueue output) {
        int rate = lineRateAskedFor;
        if (rate != lineRate) {
            output.whenLeft(time -> lineRate = rate);
        }
    }

    @Override
    public Dialect dialect() {
        return settings.dialect();
    }

    @Override
    public String version() {
        return settings.version();
    }

    @Override
    public Optional<SimIdentity> identity() {
        return sim.read().identityIfAny();
    }

    @Override
    public Optional<NetworkProfile> network() {
        return identity().map(maintenance::network);
    }

    @Override
    public LineSettings lineSettings() {
        return lineSettings;
    }

    @Override
    public void lineSettings(LineSettings chosen) {
        lineSettings = chosen;
    }

    @Override
    public void storeProfile() {
        storedProfile = lineSettings;
    }

    @Override
    public void restoreProfile() {
        lineSettings = storedProfile;
        errorReporting = 0;
    }

    @Override
    public void factoryProfile() {
        lineSettings = LineSettings.DEFAULT;
        errorReporting = 0;
    }

    @Override
    public int errorReporting() {
        return errorReporting;
    }

    @Override
    public void errorReporting(int mode) {
        errorReporting = mode;
    }

    @Override
    public int lineRate() {
        return lineRate;
    }

    @Override
    public void lineRate(int bitsPerSecond) {
        lineRateAskedFor = bitsPerSecond;
    }

    @Override
    public ModemState state() {
        return maintenance.state();
    }

    @Override
    public List<String> openTopics(SocketKind kind) {
        return sockets.openTopics(kind);
    }

    @Override
    public boolean open(SocketKind kind, int index, String topic) {
        SimReading reading = sim.read();
        reading.identityIfAny().ifPresent(identity -> sockets.thingIfUnused(identity.thing()));
        if (reading instanceof SimReading.Keys keys) {
            sockets.cloudIfUnused(keys.material().endpoint());
        }
        boolean accepted = operations.open(kind, index, topic, mark);
        if (accepted) {
            maintenance.askedFor(now);
        }
        return accepted;
    }

    @Override
    public boolean close(SocketKind kind, int index) {
        return operations.close(kind, index, mark);
    }

    @Override
    public boolean pressButton(String clickType) {
        boolean accepted = sim.read() instanceof SimReading.Keys keys && buttons.press(keys.identity(), clickType);
        if (accepted) {
            maintenance.askedFor(now);
        }
        return accepted;
    }

    @Override
    public void reset() {
        operations.reset();
        buttons.drop();
        downlink.reset();
        maintenance.reset();
    }
}
