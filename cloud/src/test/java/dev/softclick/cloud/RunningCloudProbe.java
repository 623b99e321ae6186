package dev.softclick.cloud;

import java.io.IOException;
import java.nio.file.Path;

/** What another process sees: prints the endpoint of the running cloud of a home, or {@code none}. */
final class RunningCloudProbe {
    private RunningCloudProbe() {
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(LocalCloud.running(Path.of(arguments[0])).map(RunningCloud::endpoint).orElse("none"));
    }
}
