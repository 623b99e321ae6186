package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.sim.Checked;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimLock;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The SIM in the modem of this run, taken until closed.
 *
 * @param name what it is called
 * @param directory where it is
 * @param lock keeps other modems away
 * @param identity who it is
 */
public record RunSim(SimName name, SimDirectory directory, SimLock lock, SimIdentity identity) implements AutoCloseable {
    /** The SIM of a run without {@code --sim}, and its thing. */
    public static final String DEFAULT_NAME = "thing_0001";

    /**
     * Takes the SIM of that name, or the default one, which is made on first use. Its keys are not looked at: the modem answers before that is done.
     *
     * @throws CommandFailure when there is none, another modem has it, or who it is can't be read
     */
    public static RunSim take(Path home, Optional<SimName> asked) throws IOException {
        SimName name = asked.orElse(new SimName(DEFAULT_NAME));
        SimDirectory sim = asked.isPresent() ? SimShowCommand.open(home, name) : openOrMake(home, name);
        SimLock lock = switch (sim.lock()) {
            case Checked.Sound<SimLock>(SimLock taken) -> taken;
            case Checked.Faulty<SimLock>(SimFault fault) -> throw new CommandFailure(fault.text()
                    + (fault.reason() == SimFault.Reason.IN_USE
                            ? ": stop that, or give this modem one of its own ('softclick sim new second', then --sim second and another --port)"
                            : ""));
        };
        boolean done = false;
        try {
            SimIdentity identity = switch (sim.identity()) {
                case Checked.Sound<SimIdentity>(SimIdentity who) -> who;
                case Checked.Faulty<SimIdentity>(SimFault fault) -> throw new CommandFailure(fault.text() + ": mend it, or choose another --sim");
            };
            if (asked.isEmpty() && sim.label().isEmpty()) {
                LocalKeys.issue(home, sim, identity.thing());
            }
            done = true;
            return new RunSim(name, sim, lock, identity);
        } finally {
            if (!done) {
                lock.close();
            }
        }
    }

    private static SimDirectory openOrMake(Path home, SimName name) {
        SimStore store = new SimStore(home, InstantSource.system());
        if (store.open(name) instanceof Checked.Sound<SimDirectory>(SimDirectory there)) {
            return there;
        }
        return switch (store.create(name, new IdentityGenerator(new SecureRandom()).next(new ThingName(name.text())))) {
            case Checked.Sound<SimDirectory>(SimDirectory made) -> made;
            // Another run made it meanwhile.
            case Checked.Faulty<SimDirectory>(SimFault fault) when fault.reason() == SimFault.Reason.EXISTS -> SimShowCommand.open(home, name);
            case Checked.Faulty<SimDirectory>(SimFault fault) -> throw new CommandFailure(fault.text() + ": give another --home");
        };
    }

    @Override
    public void close() {
        lock.close();
    }
}
