package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.NetworkProxy;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimName;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code softclick sim network add}: one more network on a SIM. */
@Command(
        name = "add",
        header = "Adds a network to a SIM.",
        sortOptions = false,
        description = "Adds a network to a SIM, after those that are there. The network 'AnyNet' of a new SIM, straight out, stays until it is removed.",
        footer = {
            "",
            "Examples:",
            "  softclick sim network add mine Ethernet --from eth0 --first",
            "  softclick sim network add mine office --proxy http://proxy:3128 --port 443",
            "  softclick sim network add mine tunnel --proxy socks5://127.0.0.1:1080",
            "",
            "Exit codes: 0 success, 1 failure (the name is taken), 2 usage."
        })
final class SimNetworkAddCommand implements Callable<Integer> {
    private final StandardStreams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Which SIM.")
    private @Nullable SimName name;

    @Parameters(index = "1", paramLabel = "NETWORK", description = "What AT+COPS? calls it: 1 to 16 printable characters.")
    private String network = "";

    @Option(names = "--imsi", paramLabel = "DIGITS", description = "What AT+CIMI answers on it: 14 or 15 digits. Default: made up.")
    private @Nullable Imsi imsi;

    @Option(names = "--from", paramLabel = "ADDR|IFACE", description = "The local address or interface that it leaves from.")
    private @Nullable String from;

    @Option(names = "--proxy", paramLabel = "URL", description = "What it goes through: socks5://HOST:PORT or http://HOST:PORT.")
    private @Nullable NetworkProxy proxy;

    @Option(names = "--port", paramLabel = "8883|443", description = "Instead of the port of the SIM's endpoint.")
    private @Nullable Integer port;

    @Option(names = "--first", description = "Before those that are there.")
    private boolean first;

    SimNetworkAddCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        SimName wanted = Objects.requireNonNull(name);
        NetworkProfile added = profile();
        NetworkChange.of(shared.home(), wanted, networks -> {
            if (networks.stream().anyMatch(there -> there.name().equals(added.name()))) {
                throw new CommandFailure("the SIM '" + wanted + "' has a network '" + added.name() + "' already: remove that first, or choose another name");
            }
            if (networks.size() == SimIdentity.MAX_NETWORKS) {
                throw new CommandFailure("the SIM '" + wanted + "' has " + SimIdentity.MAX_NETWORKS + " networks already, the most it can have");
            }
            networks.add(first ? 0 : networks.size(), added);
        });
        streams.print("SIM '" + wanted + "' has network '" + added.name() + "' with IMSI " + added.imsi() + "\n");
        return 0;
    }

    private NetworkProfile profile() {
        try {
            NetworkRoute route = new NetworkRoute(
                    Optional.ofNullable(from), Optional.ofNullable(proxy), port == null ? OptionalInt.empty() : OptionalInt.of(port));
            return new NetworkProfile(network, imsi == null ? new IdentityGenerator(new SecureRandom()).imsi() : imsi, route);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
