package dev.softclick.app.fleet;

import dev.softclick.cloud.CloudInUseException;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The local cloud that a fleet is run against. Unlike a gateway's it is not taken over when another process ends it: that is a finding of the run.
 *
 * @param place where it is
 * @param own the cloud itself, when this process is to run it
 */
record FleetCloud(RunningCloud place, @Nullable LocalCloud own) implements AutoCloseable {
    /**
     * Takes home and port, or finds who has them.
     *
     * @throws IOException when the home can't be used
     */
    static FleetCloud take(Path home) throws IOException {
        try {
            LocalCloud own = LocalCloud.in(home).reserve();
            return new FleetCloud(new RunningCloud(home, own.port()), own);
        } catch (CloudInUseException e) {
            return new FleetCloud(e.running(), null);
        }
    }

    /** Brings it up, if it is ours. */
    void start() throws IOException {
        if (own != null) {
            own.start();
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
