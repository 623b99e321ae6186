package dev.softclick.app;

import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code softclick sim import}: a SIM for a thing of AWS IoT Core. */
@Command(
        name = "import",
        header = "Makes a SIM for a thing of AWS IoT Core.",
        sortOptions = false,
        description = "Makes a SIM of the files that the AWS IoT console hands out for a thing. Checks first that they belong together and are in date. "
                + "Imported again, they are its next keys; a modem that uses the SIM finds them by itself.",
        footer = {
            "",
            "Example (the console shows the endpoint under Settings; HOST:443 works where",
            "port 8883 is closed):",
            "  softclick sim import mine --thing my_thing \\",
            "      --endpoint xxxxxxxx-ats.iot.eu-west-1.amazonaws.com \\",
            "      --cert certificate.pem.crt --key private.pem.key --ca AmazonRootCA1.pem",
            "  softclick run --sim mine",
            "",
            "Exit codes: 0 success, 1 failure (it says which file is wrong, and how), 2 usage."
        })
final class SimImportCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(paramLabel = "NAME", description = "What 'softclick run --sim' calls it.")
    private @Nullable SimName name;

    @Option(names = "--thing", required = true, paramLabel = "T", description = "The thing's name in AWS IoT.")
    private @Nullable ThingName thing;

    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "HOST[:PORT]",
            description = "The account's data endpoint; port 8883 unless said otherwise.")
    private @Nullable Endpoint endpoint;

    @Option(names = "--cert", required = true, paramLabel = "F", description = "The device certificate, PEM.")
    private @Nullable Path certificate;

    @Option(names = "--key", required = true, paramLabel = "F", description = "Its private key, PEM: RSA or EC, PKCS#1 or PKCS#8, not encrypted.")
    private @Nullable Path key;

    @Option(names = "--ca", required = true, paramLabel = "F", description = "The authority that the cloud's certificate comes from, PEM.")
    private @Nullable Path authority;

    SimImportCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        SimName wanted = Objects.requireNonNull(name);
        ThingName whose = Objects.requireNonNull(thing);
        Endpoint where = Objects.requireNonNull(endpoint);
        Credentials credentials = sound(Credentials.read(
                Objects.requireNonNull(certificate), Objects.requireNonNull(key), Objects.requireNonNull(authority), InstantSource.system()));
        long generation = sound(sim(wanted, whose).install(credentials, where));
        streams.print("SIM '" + wanted + "' has keys " + generation + " for thing " + whose + " at " + SimText.url(where) + ", valid until "
                + credentials.chain().getFirst().getNotAfter().toInstant() + "; use it with: softclick run --sim " + wanted + "\n");
        return 0;
    }

    /** The SIM of that name if its keys may be replaced, or a new one. */
    private SimDirectory sim(SimName wanted, ThingName whose) throws IOException {
        Path path = shared.home();
        if (!(new SimStore(path, InstantSource.system()).open(wanted) instanceof Checked.Sound<SimDirectory>(SimDirectory there))) {
            return SimNewCommand.make(path, wanted, new IdentityGenerator(new SecureRandom()).next(whose), false);
        }
        SimText known = SimText.of(there);
        if (known.identity().isEmpty()) {
            throw new CommandFailure("the SIM '" + wanted + "' that is there can't be read (" + known.state() + "): choose another name");
        }
        if (there.isLocal()) {
            throw new CommandFailure("the SIM '" + wanted + "' belongs to the local cloud: import under another name");
        }
        if (!known.thing().equals(whose.text())) {
            throw new CommandFailure("the SIM '" + wanted + "' belongs to thing '" + known.thing() + "': import '" + whose + "' under another name");
        }
        return there;
    }

    private static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value) -> value;
            case Checked.Faulty<T>(SimFault fault) -> throw new CommandFailure(fault.text());
        };
    }
}
