package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick sim new}: a SIM for the local cloud. */
@Command(
        name = "new",
        header = "Makes a SIM for the local cloud.",
        sortOptions = false,
        description = "Makes a SIM for the local cloud, with keys from its CA. Numbers that are not given are made up, with valid check digits.",
        footer = {
            "",
            "Examples:",
            "  softclick sim new second              its thing is called 'second', too",
            "  softclick sim new lab --thing meter-7 --imei 356938035643809",
            "  softclick sim new blank --no-keys     state 1, until keys are imported",
            "",
            "Exit codes: 0 success, 1 failure (the name is taken), 2 usage."
        })
final class SimNewCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "NAME", description = "What 'softclick run --sim' calls it.")
    private @Nullable SimName name;

    @Option(names = "--thing", paramLabel = "T", description = "Its thing in the cloud. Default: NAME.")
    private @Nullable ThingName thing;

    @Option(names = "--iccid", paramLabel = "DIGITS", description = "19 or 20 digits, the last one the check digit.")
    private @Nullable Iccid iccid;

    @Option(names = "--imei", paramLabel = "DIGITS", description = "15 digits, the last one the check digit.")
    private @Nullable Imei imei;

    @Option(names = "--imsi", paramLabel = "DIGITS", description = "14 or 15 digits.")
    private @Nullable Imsi imsi;

    @Option(names = "--no-keys", description = "Without keys: they can be imported later, also while a modem uses the SIM.")
    private boolean noKeys;

    SimNewCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        SimName wanted = Objects.requireNonNull(name);
        SimIdentity made = new IdentityGenerator(new SecureRandom()).next(thing == null ? thingOf(wanted) : thing);
        SimIdentity identity = new SimIdentity(
                iccid == null ? made.iccid() : iccid, imsi == null ? made.imsi() : imsi, imei == null ? made.imei() : imei, made.thing());
        make(shared.home(), wanted, identity, !noKeys);
        streams.print("SIM '" + wanted + "' made: thing " + identity.thing() + ", "
                + (noKeys ? "no keys yet" : "keys for the local cloud") + "; use it with: softclick run --sim " + wanted + "\n");
        return 0;
    }

    private ThingName thingOf(SimName wanted) {
        try {
            return new ThingName(wanted.text());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage() + ": give --thing", e);
        }
    }

    /** Makes a SIM; with keys of the local CA, which is made first where there is none. */
    static SimDirectory make(Path home, SimName name, SimIdentity identity, boolean keys) throws IOException {
        switch (new SimStore(home, InstantSource.system()).create(name, identity)) {
            case Checked.Sound<SimDirectory>(SimDirectory sim) -> {
                if (keys) {
                    LocalKeys.issue(home, sim, identity.thing());
                }
                return sim;
            }
            case Checked.Faulty<SimDirectory>(SimFault fault) -> throw new CommandFailure(fault.text()
                    + (fault.reason() == SimFault.Reason.EXISTS ? ": choose another name" : ""));
        }
    }
}
