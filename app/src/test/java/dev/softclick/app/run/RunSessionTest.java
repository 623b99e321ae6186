package dev.softclick.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.app.Main;
import dev.softclick.app.Spoken;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.plan.TimerSetting;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.ListenPolicy;
import dev.softclick.port.PortAddress;
import dev.softclick.sim.SimName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StandardStreams streams =
            new StandardStreams(new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8));

    private RunPlan plan(Optional<String> sim, Optional<CloudChoice> cloud, String... ports) {
        return new RunPlan(home, List.of(ports).stream().map(PortAddress::parse).toList(), sim.map(SimName::new), cloud, LinePlan.USUAL.withPace(new LinePace(0)),
                Dialect.REFERENCE, MqttPolicy.AUTO, List.of(), false, List.of());
    }

    @Test
    void aWaitThatWasSetIsTheOneInForce() throws Exception {
        RunPlan plan = new RunPlan(home, List.of(PortAddress.parse("tcp:127.0.0.1:0")), Optional.empty(), Optional.of(new CloudChoice.None()),
                LinePlan.USUAL.withPace(new LinePace(0)), Dialect.REFERENCE, MqttPolicy.AUTO, List.of(TimerSetting.parse("open=1s")), false, List.of());
        try (RunSession session = started(plan); Socket host = host()) {
            // Long before the usual 75 s.
            exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange(host, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,-1\r\n");
        }
    }

    private RunSession started(RunPlan plan) throws IOException {
        return RunSession.start(plan, streams);
    }

    /** The host's end of {@code tcp:}. */
    private Socket host() throws IOException {
        String port = out.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*tcp:127\\.0\\.0\\.1:(\\d+).*", "$1");
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void exchange(Socket host, String sent, String expected) throws IOException {
        host.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        byte[] seen = host.getInputStream().readNBytes(expected.length());
        assertThat(new String(seen, StandardCharsets.ISO_8859_1)).isEqualTo(expected);
    }

    @Test
    void whatIsPublishedIsSeenInTheCloudAndAMessageComesBack() throws Exception {
        try (RunSession session = started(plan(Optional.empty(), Optional.empty(), "tcp:127.0.0.1:0")); Socket host = host()) {
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .matches("ready port=tcp:127\\.0\\.0\\.1:\\d+ thing=thing_0001 cloud=mqtts://127\\.0\\.0\\.1:\\d+\n");
            exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange(host, "AT+AWSPUBOPEN=0,\"temperature\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
            exchange(host, "AT+AWSSUBOPEN=0,\"resolution\"\r", "\r\nOK\r\n\r\n+AWSSUBOPEN: 0,0\r\n");
            ByteArrayOutputStream ready = new ByteArrayOutputStream();
            ByteArrayOutputStream messages = new ByteArrayOutputStream();
            CompletableFuture<Integer> sub = CompletableFuture.supplyAsync(() -> Main.run(
                    new StandardStreams(new ByteArrayInputStream(new byte[0]), messages, new PrintStream(ready, true, StandardCharsets.UTF_8)),
                    "cloud", "sub", "#", "--count", "1", "--timeout", "60", "--home", home.toString()));
            await().atMost(PATIENCE).until(() -> ready.toString(StandardCharsets.UTF_8).equals("ready\n"));
            exchange(host, "AT+AWSPUBLISH=0,4,2\r", "\r\n>");
            exchange(host, "21.5", "\r\nSEND OK\r\n");
            assertThat(sub.get()).isZero();
            assertThat(messages.toString(StandardCharsets.UTF_8)).isEqualTo("temperature/thing_0001 21.5\n");

            Spoken pub = Spoken.fed("\0\r\n>\u00ff".getBytes(StandardCharsets.ISO_8859_1),
                    "cloud", "pub", "resolution/thing_0001", "-", "--home", home.toString());
            assertThat(pub).isEqualTo(new Spoken(0, "", ""));
            exchange(host, "", "\r\n+AWS:0,5\r\n\0\r\n>\u00ff");
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aSubscriberThatSeesTooLittleInTimeFails() throws Exception {
        try (RunSession session = started(plan(Optional.empty(), Optional.empty(), "tcp:127.0.0.1:0"))) {
            Spoken sub = Spoken.of("cloud", "sub", "none/at/all", "--hex", "--count", "2", "--timeout", "3", "--home", home.toString());

            assertThat(sub.code()).isEqualTo(1);
            assertThat(sub.err()).endsWith("softclick: only 0 of 2 messages came within 3.0 s\n");
        }
    }

    @Test
    void asOftenAsThereArePortsItIsReady() throws Exception {
        Path link = home.resolve("modem");
        try (RunSession session = started(plan(Optional.empty(), Optional.of(new CloudChoice.None()), "pty:" + link, "tcp:127.0.0.1:0"))) {
            assertThat(out.toString(StandardCharsets.UTF_8).lines()).satisfiesExactly(
                    pty -> assertThat(pty).matches("ready port=pty:" + link + " path=/dev/pts/\\d+ thing=thing_0001 cloud=none"),
                    tcp -> assertThat(tcp).matches("ready port=tcp:127\\.0\\.0\\.1:\\d+ thing=thing_0001 cloud=none"));
            assertThat(link).isSymbolicLink();
        }
        assertThat(link).doesNotExist();
    }

    @Test
    void aPortThatOthersCanReachIsWarnedOf() throws Exception {
        LinePlan any = LinePlan.USUAL.withPace(new LinePace(0)).withListening(new ListenPolicy(false, true, List.of()));
        RunPlan plan = new RunPlan(home, List.of(PortAddress.parse("tcp:0.0.0.0:0")), Optional.empty(), Optional.of(new CloudChoice.None()), any,
                Dialect.REFERENCE, MqttPolicy.AUTO, List.of(), false, List.of());
        try (RunSession session = started(plan)) {
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("can be reached from other machines").hasLineCount(1);
        }
    }

    @Test
    void aWishAboutCallersOnAPortWithoutAnyIsSaidToDoNothing() throws Exception {
        LinePlan any = LinePlan.USUAL.withPace(new LinePace(0)).withListening(new ListenPolicy(false, true, List.of()));
        RunPlan plan = new RunPlan(home, List.of(PortAddress.parse("unix:" + home.resolve("line"))), Optional.empty(), Optional.of(new CloudChoice.None()), any,
                Dialect.REFERENCE, MqttPolicy.AUTO, List.of(), false, List.of());
        try (RunSession session = started(plan)) {
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("listen-any does nothing here: it is for tcp: and rfc2217: ports").hasLineCount(1);
        }
    }

    @Test
    void withoutANetworkTheModemAnswersAndNoCloudRuns() throws Exception {
        try (RunSession session = started(plan(Optional.empty(), Optional.of(new CloudChoice.None()), "tcp:127.0.0.1:0")); Socket host = host()) {
            exchange(host, "AT+AWSSTATE?\r", "AT+AWSSTATE?\r\r\n+AWSSTATE: 0\r\n\r\nOK\r\n");
            assertThat(home.resolve("cloud").resolve("endpoint")).doesNotExist();
        }
    }

    @Test
    void aSimWithoutKeysIsSaidAndWaits() throws Exception {
        Spoken.of("sim", "new", "blank", "--no-keys", "--home", home.toString());
        try (RunSession session = started(plan(Optional.of("blank"), Optional.of(new CloudChoice.None()), "tcp:127.0.0.1:0")); Socket host = host()) {
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("'blank' can't connect yet (no keys)").hasLineCount(1);
            exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange(host, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n");
            await().atMost(PATIENCE).untilAsserted(() -> exchange(host, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 1\r\n\r\nOK\r\n"));
        }
    }

    @Test
    void oneSimIsInOneModem() throws Exception {
        try (RunSession session = started(plan(Optional.empty(), Optional.of(new CloudChoice.None()), "tcp:127.0.0.1:0"))) {
            Spoken second = Spoken.of("run", "--no-terminal", "--port", "tcp:127.0.0.1:0", "--cloud", "none", "--home", home.toString());

            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("in use").contains("softclick sim new").hasLineCount(1);
        }
    }

    @Test
    void aRunThatCannotHaveItsPortLeavesNothingTaken() throws Exception {
        try (RunSession session = started(plan(Optional.empty(), Optional.of(new CloudChoice.None()), "tcp:127.0.0.1:0"))) {
            Spoken.of("sim", "new", "second", "--home", home.toString());
            String taken = out.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*(tcp:\\S+) .*", "$1");
            Spoken failed = Spoken.of("run", "--no-terminal", "--sim", "second", "--port", taken, "--home", home.toString());
            assertThat(failed.code()).isEqualTo(1);
            assertThat(failed.out()).isEmpty();
            assertThat(failed.err()).contains(taken).hasLineCount(1);
        }
        try (RunSession session = started(plan(Optional.of("second"), Optional.empty(), "tcp:127.0.0.1:0"))) {
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("thing=second");
        }
    }

    @Test
    void aCloudOfAnotherRunThatComesBackAtAnotherPortIsFound() throws Exception {
        Spoken.of("sim", "new", "second", "--home", home.toString());
        int rounds = 0;
        while (!aCloudThatComesBackIsFound()) {
            assertThat(++rounds).as("rounds that told nothing").isLessThan(10);
        }
    }

    /** Whether that was told: the second run may take the first one's part, port and all, before the port is taken from it. */
    private boolean aCloudThatComesBackIsFound() throws Exception {
        RunSession first = started(plan(Optional.empty(), Optional.empty(), "pty:" + home.resolve("first")));
        int port = Integer.parseInt(out.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*cloud=mqtts://127\\.0\\.0\\.1:(\\d+)\\s.*", "$1"));
        try (RunSession second = started(plan(Optional.of("second"), Optional.empty(), "tcp:127.0.0.1:0")); Socket host = host()) {
            exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange(host, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
            first.close();
            try (ServerSocket taken = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
                    RunSession again = started(plan(Optional.empty(), Optional.empty(), "pty:" + home.resolve("first")))) {
                await().atMost(PATIENCE).untilAsserted(() -> exchange(host, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 6\r\n\r\nOK\r\n"));
                return true;
            } catch (BindException e) {
                return false;
            }
        }
    }
}
