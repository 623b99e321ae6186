package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import dev.softclick.sim.ThingName;
import dev.softclick.sim.pkcs11.PinSource;
import dev.softclick.sim.pkcs11.TokenKeyAddress;
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
            "With the key on a token (SoftHSM2, a hardware module) instead of in a file:",
            "  softclick sim import mine --thing my_thing --endpoint HOST \\",
            "      --cert certificate.pem.crt --ca AmazonRootCA1.pem \\",
            "      --pkcs11-module /usr/lib/softhsm/libsofthsm2.so --token lab \\",
            "      --key-label gate --pin-file /etc/softclick/pin",
            "",
            "Exit codes: 0 success, 1 failure (it says which file is wrong, and how), 2 usage."
        })
final class SimImportCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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

    @Option(names = "--key", paramLabel = "F", description = "Its private key, PEM: RSA or EC, PKCS#1 or PKCS#8, not encrypted.")
    private @Nullable Path key;

    @Option(names = "--ca", required = true, paramLabel = "F", description = "The authority that the cloud's certificate comes from, PEM.")
    private @Nullable Path authority;

    @Option(names = "--pkcs11-module", paramLabel = "F", description = "Instead of --key: the PKCS#11 library of the token that the key never leaves.")
    private @Nullable Path module;

    @Option(names = "--token", paramLabel = "LABEL", description = "What the token is called.")
    private @Nullable String token;

    @Option(names = "--key-label", paramLabel = "LABEL", description = "What the key on it is called.")
    private @Nullable String keyLabel;

    @Option(names = "--pin-file", paramLabel = "F", description = "Whose first line is the PIN, each time it is needed.")
    private @Nullable Path pinFile;

    @Option(names = "--pin-env", paramLabel = "VAR", description = "The environment variable that is the PIN, also when the modem runs.")
    private @Nullable String pinVariable;

    SimImportCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        SimName wanted = Objects.requireNonNull(name);
        ThingName whose = Objects.requireNonNull(thing);
        Endpoint where = Objects.requireNonNull(endpoint);
        Credentials credentials = sound(credentials(Objects.requireNonNull(certificate), Objects.requireNonNull(authority)));
        long generation = sound(sim(wanted, whose).install(credentials, where));
        streams.print("SIM '" + wanted + "' has keys " + generation + " for thing " + whose + " at " + SimText.url(where) + ", valid until "
                + credentials.chain().getFirst().getNotAfter().toInstant() + "; use it with: softclick run --sim " + wanted + "\n");
        return 0;
    }

    private Checked<Credentials> credentials(Path chain, Path trusted) {
        boolean anyOfToken = module != null || token != null || keyLabel != null || pinFile != null || pinVariable != null;
        Path file = key;
        if (file != null && !anyOfToken) {
            return Credentials.read(chain, file, trusted, InstantSource.system());
        }
        if (file != null || module == null || token == null || keyLabel == null || (pinFile == null) == (pinVariable == null)) {
            throw usage("give either --key F, or --pkcs11-module F, --token LABEL, --key-label LABEL and one of --pin-file F and --pin-env VAR");
        }
        try {
            PinSource pin = pinFile != null ? new PinSource.File(pinFile.toAbsolutePath()) : new PinSource.Variable(Objects.requireNonNull(pinVariable));
            return Credentials.read(chain, new TokenKeyAddress(module.toAbsolutePath(), token, keyLabel, pin), trusted, InstantSource.system());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String line) {
        return new ParameterException(spec.commandLine(), line);
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
