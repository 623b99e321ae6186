package dev.softclick.app;

import dev.softclick.cloud.CloudInUseException;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimReading;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local cloud of a home, as this process found it.
 *
 * @param running where it is
 * @param ours whether this process runs it
 * @param own the cloud itself for who is to start and close it; null for all others
 */
record LocalSide(RunningCloud running, boolean ours, @Nullable LocalCloud own) {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSide.class);

    /** Where a modem gets the local cloud from, once it is known that it is to be that. */
    @FunctionalInterface
    interface Source {
        LocalSide get() throws IOException;
    }

    /**
     * Takes home and port, or finds who has them.
     *
     * @throws IOException when the home can't be used
     */
    static LocalSide take(Path home) throws IOException {
        try {
            LocalCloud own = LocalCloud.in(home).reserve();
            return new LocalSide(new RunningCloud(home, own.port()), true, own);
        } catch (CloudInUseException e) {
            LOG.warn("using the local cloud that another 'softclick run' of this home has at {}; it goes when that ends", e.running().endpoint());
            return new LocalSide(e.running(), false, null);
        }
    }

    /**
     * The SIM as it is used there. Another process may end and start its cloud again, at another port. A SIM without keys may be given some of another
     * cloud while it waits.
     */
    SecureSim sim(SimDirectory directory) {
        return new SecureSim() {
            @Override
            public SimReading read() {
                return directory.isLocal() ? directory.at(new Endpoint("127.0.0.1", port())).read() : directory.read();
            }

            @Override
            public void connected(long generation) {
                directory.connected(generation);
            }
        };
    }

    /** Where the cloud of that home listens now; when none runs or that can't be read, where it did. */
    private int port() {
        if (ours) {
            return running.port();
        }
        try {
            return LocalCloud.running(running.home()).orElse(running).port();
        } catch (IOException e) {
            return running.port();
        }
    }
}
