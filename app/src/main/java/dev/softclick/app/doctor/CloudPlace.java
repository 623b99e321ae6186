package dev.softclick.app.doctor;

import dev.softclick.cloud.CloudInUseException;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import dev.softclick.sim.Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the cloud is.
 *
 * @param local whether it is the local cloud of the home
 * @param text one sentence about it
 * @param own the local cloud, when it was started for this check
 */
record CloudPlace(Endpoint endpoint, boolean local, String text, @Nullable LocalCloud own) implements AutoCloseable {
    private static final String LOCALHOST = "127.0.0.1";

    /** A cloud that runs somewhere. */
    static CloudPlace at(Endpoint endpoint, String text) {
        return new CloudPlace(endpoint, false, text, null);
    }

    /**
     * The local cloud of a home; started when it does not run.
     *
     * @throws IOException when it can't be
     */
    static CloudPlace local(Path home) throws IOException {
        Optional<RunningCloud> running = LocalCloud.running(home);
        if (running.isPresent()) {
            return running(running.get());
        }
        try {
            LocalCloud own = LocalCloud.in(home).start();
            return new CloudPlace(
                    new Endpoint(LOCALHOST, own.port()), true,
                    "no local cloud runs in " + home + ", so one was started for this check; it usually runs as long as 'softclick run'", own);
        } catch (CloudInUseException e) {
            // Somebody was faster.
            return running(e.running());
        }
    }

    private static CloudPlace running(RunningCloud cloud) {
        return new CloudPlace(new Endpoint(LOCALHOST, cloud.port()), true, "the local cloud of " + cloud.home() + " runs at " + cloud.endpoint(), null);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
