package dev.softclick.testing.conformance;

import dev.softclick.testing.transcript.CloudSide;
import java.io.IOException;

/** Opens the other side of the cloud, once the name of the thing is known. */
@FunctionalInterface
public interface CloudOpener {
    /**
     * The other side, for what concerns that thing; the run closes it.
     *
     * @throws IOException with one line in plain words when there is none: the reason why cases are skipped
     */
    CloudSide open(String thing) throws IOException;

    /** There is none, for that reason. */
    static CloudOpener none(String reason) {
        return thing -> {
            throw new IOException(reason);
        };
    }
}
