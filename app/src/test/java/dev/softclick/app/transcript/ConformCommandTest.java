package dev.softclick.app.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.app.Spoken;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.run.RunSession;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.PortAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code conform}, as a person uses it. */
@Timeout(120)
class ConformCommandTest {
    @TempDir
    Path home;

    private RunSession modem(Dialect dialect, CloudChoice cloud) throws IOException {
        RunPlan plan = new RunPlan(
                home, List.of(PortAddress.parse("pty:" + home.resolve("modem"))), Optional.empty(), Optional.of(cloud), LinePlan.USUAL.withPace(new LinePace(0)), dialect,
                MqttPolicy.AUTO, List.of(), false, List.of());
        return RunSession.start(plan, StandardStreams.ofProcess());
    }

    private Spoken conform(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("conform", "--baud", "unpaced", "--home", home.toString()));
        arguments.addAll(List.of(more));
        return Spoken.of(arguments.toArray(String[]::new));
    }

    @Test
    void aModemThatConformsIsToldSoAndReported() throws IOException {
        Path reports = home.resolve("reports");
        try (RunSession running = modem(Dialect.REFERENCE, new CloudChoice.Local())) {
            Spoken spoken = conform("pty:" + home.resolve("modem"), "--only", "identity,publish/qos*,receive/empty*", "--report", reports.toString());
            assertThat(spoken.err()).isEmpty();
            assertThat(spoken.code()).isZero();
            assertThat(spoken.out()).contains("passed").doesNotContain("skipped:");
        }
        assertThat(Files.readString(reports.resolve("conformance.xml"))).contains("<testsuite", "failures=\"0\"");
        assertThat(Files.readString(reports.resolve("conformance.html"))).contains("identity");
    }

    @Test
    void aModemOfAnotherDialectFails() throws IOException {
        try (RunSession running = modem(Dialect.FIELD, new CloudChoice.Local())) {
            Spoken spoken = conform("pty:" + home.resolve("modem"), "--only", "identity");
            assertThat(spoken.code()).isEqualTo(1);
            assertThat(spoken.out()).contains("+QCCID");
        }
    }

    @Test
    void aDeadPortEndsInSeconds() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long began = System.nanoTime();
            Spoken spoken = conform("tcp:127.0.0.1:" + silent.getLocalPort());
            assertThat(spoken.code()).isEqualTo(1);
            assertThat((System.nanoTime() - began) / 1_000_000_000).as("seconds; the whole suite would wait for minutes").isLessThan(60);
        }
        assertThat(conform("pty:" + home.resolve("nothing")).code()).isEqualTo(1);
    }

    @Test
    void aPatternWithoutACaseIsAUsageError() {
        assertThat(conform("pty:/dev/null", "--only", "nothing/at-all").code()).isEqualTo(2);
    }
}
