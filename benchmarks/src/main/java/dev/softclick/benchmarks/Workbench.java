package dev.softclick.benchmarks;

import dev.softclick.SoftModem;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.port.PtyPort;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;

/** The local cloud in a throw-away home, and modems with their own keys for it. */
final class Workbench implements AutoCloseable {
    private final Path home;
    private final LocalCloud cloud;

    Workbench() throws IOException {
        home = Files.createTempDirectory("softclick-bench-");
        cloud = LocalCloud.in(home).port(0).start();
    }

    /** A modem on a PTY of its own; {@code baud} 0 is unpaced. */
    SoftModem modem(String name, int baud) throws IOException {
        Credentials keys = OperatorKeys.credentials(cloud.authority().issueDevice(name));
        SimIdentity identity = new IdentityGenerator(new Random(1)).next(new ThingName(name));
        SecurityMaterial material =
                new SecurityMaterial(1, new Endpoint("127.0.0.1", cloud.port()), keys.chain(), keys.key(), keys.trusted());
        SoftModem.Builder builder = SoftModem.builder()
                .sim(() -> new SimReading.Keys(identity, material))
                .port(new PtyPort(home.resolve(name)));
        SoftModem modem = (baud == 0 ? builder.unpaced() : builder.baud(baud)).build();
        modem.start();
        return modem;
    }

    Path home() {
        return home;
    }

    @Override
    public void close() throws IOException {
        cloud.close();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
