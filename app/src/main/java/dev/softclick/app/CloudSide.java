package dev.softclick.app;

import dev.softclick.cloud.CloudInUseException;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cloud that the modem of this run speaks to.
 *
 * @param text what the {@code ready} line says
 * @param sim the SIM, as it is used with that cloud
 * @param network whether there is a network at all
 * @param own the local cloud, when this process runs it; its home and port are taken, it is yet to start
 */
record CloudSide(String text, SecureSim sim, boolean network, @Nullable LocalCloud own) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudSide.class);

    /**
     * Decides; takes home and port of the local cloud, if it is to be that.
     *
     * @param asked what {@code --cloud} says: without it, the cloud that the SIM was made for
     * @throws CommandFailure when SIM and cloud can't work together
     * @throws IOException when the home can't be used
     */
    static CloudSide of(Path home, RunSim sim, Optional<CloudChoice> asked) throws IOException {
        SimDirectory directory = sim.directory();
        Optional<Checked<KeyGeneration>> keys = directory.keys();
        Optional<Endpoint> imported = keys.flatMap(checked -> checked instanceof Checked.Sound<KeyGeneration>(KeyGeneration current)
                ? current.endpoint()
                : Optional.empty());
        return switch (asked.orElse(keys.isEmpty() || directory.isLocal() ? new CloudChoice.Local() : null)) {
            case null -> new CloudSide(imported.map(SimText::url).orElse("unknown"), directory, true, null);
            case CloudChoice.None none -> new CloudSide("none", directory.at(new Endpoint("localhost", Endpoint.MQTTS_PORT)), false, null);
            case CloudChoice.At(Endpoint endpoint) -> new CloudSide(SimText.url(endpoint), directory.at(endpoint), true, null);
            case CloudChoice.Local local -> {
                if (imported.isPresent()) {
                    throw new CommandFailure("the SIM '" + sim.name() + "' was imported for " + imported.get() + ", and the local cloud does not know its "
                            + "certificate: leave --cloud away, or use a SIM of 'softclick sim new'");
                }
                yield local(home, directory);
            }
        };
    }

    private static CloudSide local(Path home, SimDirectory directory) throws IOException {
        LocalCloud own = null;
        RunningCloud running;
        try {
            own = LocalCloud.in(home).reserve();
            running = new RunningCloud(home, own.port());
        } catch (CloudInUseException e) {
            running = e.running();
            LOG.warn("using the local cloud that another 'softclick run' of this home has at {}; it goes when that ends", running.endpoint());
        }
        // Another process may end and start its cloud again, at another port. A SIM without keys may be given some of another cloud while it waits.
        RunningCloud known = running;
        boolean ours = own != null;
        SecureSim sim = new SecureSim() {
            @Override
            public SimReading read() {
                return directory.isLocal()
                        ? directory.at(new Endpoint("127.0.0.1", ours ? known.port() : runningPort(known))).read()
                        : directory.read();
            }

            @Override
            public void connected(long generation) {
                directory.connected(generation);
            }
        };
        return new CloudSide(running.endpoint(), sim, true, own);
    }

    /** Where the cloud of that home listens now; when none runs or that can't be read, where it did. */
    private static int runningPort(RunningCloud known) {
        try {
            return LocalCloud.running(known.home()).orElse(known).port();
        } catch (IOException e) {
            return known.port();
        }
    }

    /** Starts the local cloud, if it is ours; {@code failed} hears when it does not come up. */
    void start(Consumer<Throwable> failed) {
        if (own != null) {
            var _ = own.startAsync().whenComplete((up, failure) -> {
                if (failure != null) {
                    failed.accept(failure);
                }
            });
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
