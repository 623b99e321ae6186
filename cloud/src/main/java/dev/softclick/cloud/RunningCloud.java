package dev.softclick.cloud;

import java.nio.file.Path;

/**
 * A cloud that runs, in this process or another.
 *
 * @param home the home it belongs to
 * @param port the TCP port it listens on, at 127.0.0.1
 */
public record RunningCloud(Path home, int port) {
    /** The cloud as text: {@code mqtts://127.0.0.1:8883}. */
    public String endpoint() {
        return "mqtts://" + LocalCloud.HOST + ":" + port;
    }
}
