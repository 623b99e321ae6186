package dev.softclick.testing;

import dev.softclick.Version;
import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.link.LinkSettings;
import dev.softclick.port.Port;
import dev.softclick.port.PtyPort;
import dev.softclick.port.TcpPort;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorCloud;
import dev.softclick.testing.operator.OperatorKeys;
import dev.softclick.testing.transcript.HostLine;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One modem and what a test has asked for around it; closed by JUnit with the store of its test. */
final class ModemUnderTest implements AutoCloseable {
    private final RunningModem running;
    private final SharedCloud shared;
    private final int baud;
    private @Nullable Terminal terminal;
    private @Nullable Cloud cloud;

    private ModemUnderTest(RunningModem running, SharedCloud shared, int baud) {
        this.running = running;
        this.shared = shared;
        this.baud = baud;
    }

    static ModemUnderTest start(SoftModem wanted, SharedCloud cloud) throws IOException {
        Dialect dialect = Dialect.named(wanted.dialect())
                .orElseThrow(() -> new IllegalArgumentException("a dialect is reference, verbatim or field, not '" + wanted.dialect() + "'"));
        ThingName thing = new ThingName("test-" + UUID.randomUUID());
        SimIdentity identity = new IdentityGenerator(new SecureRandom()).next(thing);
        Credentials keys = OperatorKeys.credentials(cloud.cloud().authority().issueDevice(thing.text()));
        SecurityMaterial material =
                new SecurityMaterial(1, new Endpoint("127.0.0.1", cloud.cloud().port()), keys.chain(), keys.key(), keys.trusted());
        boolean pty = wanted.port() == SoftModem.PortKind.PTY;
        Port port = pty ? new PtyPort(cloud.home().resolve(thing.text())) : new TcpPort("127.0.0.1", 0);
        dev.softclick.SoftModem.Builder builder = dev.softclick.SoftModem.builder()
                .sim(() -> new SimReading.Keys(identity, material))
                .port(port)
                .settings(ModemSettings.defaults(Version.text()).withDialect(dialect))
                .link(LinkSettings.defaults().withMqtt(wanted.mqtt()));
        dev.softclick.SoftModem modem = (wanted.baud() == 0 ? builder.unpaced() : builder.baud(wanted.baud())).build();
        modem.start();
        return new ModemUnderTest(new RunningModem(modem, port.path().orElseGet(port::address), identity), cloud, wanted.baud());
    }

    RunningModem running() {
        return running;
    }

    Terminal terminal() throws IOException {
        if (terminal == null) {
            terminal = new Terminal(HostLine.open(running.address(), baud == 0 ? Terminal.UNPACED : baud));
        }
        return terminal;
    }

    Cloud cloud() throws IOException {
        if (cloud == null) {
            String thing = running.identity().thing().text();
            cloud = new Cloud(OperatorCloud.local(shared.home(), thing), thing);
        }
        return cloud;
    }

    @Override
    public void close() {
        if (terminal != null) {
            terminal.close();
        }
        if (cloud != null) {
            cloud.close();
        }
        running.modem().close();
    }
}
