package dev.softclick.app;

import dev.softclick.cloud.LocalCloud;
import dev.softclick.sim.Checked;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The cloud that the modem of this run speaks to.
 *
 * @param text what the {@code ready} line says
 * @param sim the SIM, as it is used with that cloud
 * @param network whether there is a network at all
 * @param own the local cloud, when this process runs it; its home and port are taken, it is yet to start
 */
record CloudSide(String text, SecureSim sim, boolean network, @Nullable LocalCloud own) implements AutoCloseable {
    /**
     * Decides; takes home and port of the local cloud, if it is to be that.
     *
     * @param asked what {@code --cloud} says: without it, the cloud that the SIM was made for
     * @throws CommandFailure when SIM and cloud can't work together
     * @throws IOException when the home can't be used
     */
    static CloudSide of(Path home, RunSim sim, Optional<CloudChoice> asked) throws IOException {
        return of(sim, asked, () -> LocalSide.take(home));
    }

    /** As {@link #of(Path, RunSim, Optional)}, with the local cloud of {@code local} if it is to be that. */
    static CloudSide of(RunSim sim, Optional<CloudChoice> asked, LocalSide.Source local) throws IOException {
        SimDirectory directory = sim.directory();
        Optional<Checked<KeyGeneration>> keys = directory.keys();
        Optional<Endpoint> imported = keys.flatMap(checked -> checked instanceof Checked.Sound<KeyGeneration>(KeyGeneration current)
                ? current.endpoint()
                : Optional.empty());
        return switch (asked.orElse(keys.isEmpty() || directory.isLocal() ? new CloudChoice.Local() : null)) {
            case null -> new CloudSide(imported.map(SimText::url).orElse("unknown"), directory, true, null);
            case CloudChoice.None none -> new CloudSide("none", directory.at(new Endpoint("localhost", Endpoint.MQTTS_PORT)), false, null);
            case CloudChoice.At(Endpoint endpoint) -> new CloudSide(SimText.url(endpoint), directory.at(endpoint), true, null);
            case CloudChoice.Local _ -> {
                if (imported.isPresent()) {
                    throw new CommandFailure("the SIM '" + sim.name() + "' was imported for " + imported.get() + ", and the local cloud does not know its "
                            + "certificate: leave --cloud away, or use a SIM of 'softclick sim new'");
                }
                LocalSide found = local.get();
                yield new CloudSide(found.running().endpoint(), found.sim(directory), true, found.own());
            }
        };
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
