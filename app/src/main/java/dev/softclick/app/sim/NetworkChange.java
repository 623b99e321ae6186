package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.sim.Checked;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How the networks of a SIM are changed from the command line. */
final class NetworkChange {
    private NetworkChange() {}

    /** Who that SIM is. */
    static SimIdentity identity(Path home, SimName name) {
        SimText text = SimText.of(SimShowCommand.open(home, name));
        return text.identity().orElseThrow(() -> new CommandFailure(text.state()));
    }

    /**
     * Lets {@code change} work on the list and writes what comes of it.
     *
     * @throws CommandFailure when there is no such SIM or it can't be written
     */
    static void of(Path home, SimName name, Consumer<List<NetworkProfile>> change) {
        SimDirectory sim = SimShowCommand.open(home, name);
        SimIdentity before = identity(home, name);
        List<NetworkProfile> networks = new ArrayList<>(before.networks());
        change.accept(networks);
        switch (sim.identify(new SimIdentity(before.iccid(), before.imei(), before.thing(), networks))) {
            case Checked.Sound<SimIdentity> done -> {}
            case Checked.Faulty<SimIdentity>(SimFault fault) -> throw new CommandFailure(fault.text());
        }
    }
}
