package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.SharedThreads;
import dev.softclick.app.Spoken;
import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.cloud.LocalCloud;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The modems of {@code softclick serve} in this process: what one lacks or suffers is its own affair. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What this machine takes for a publish when nothing else of ours goes on may be as many times as long beside a flood, which takes a core of its own. */
    private static final long AS_SLOW = 10;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private ServeSession session;

    @AfterEach
    void end() {
        if (session != null) {
            session.close();
        }
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private void sims(String... names) {
        Stream.of(names).forEach(name -> assertThat(Spoken.of("sim", "new", name, "--home", home()).code()).isZero());
    }

    /** One modem a line: name, port, and more keys behind commas. */
    private ServeConfig config(String... modems) throws IOException {
        StringBuilder text = new StringBuilder("home = 'home'\n");
        for (String modem : modems) {
            String[] keys = modem.split(", ");
            text.append("[[modem]]\nname = '%1$s'\nsim = '%1$s'\nbaud = 'unpaced'\nport = '%2$s'\n".formatted(keys[0], keys[1]));
            Arrays.stream(keys).skip(2).forEach(key -> text.append(key).append("\n"));
        }
        Path file = Files.writeString(folder.resolve("m.toml"), text);
        return switch (ServeConfig.read(file, Optional.empty(), folder)) {
            case ConfigReading.Sound<ServeConfig>(ServeConfig config) -> config;
            case ConfigReading.Faulty<ServeConfig> faulty -> throw new AssertionError(faulty);
        };
    }

    private void start(String... modems) throws IOException {
        session = ServeSession.start(
                config(modems),
                new StandardStreams(new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8)),
                ServiceNotice.of(variable -> ""));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Spoken ask(String... words) {
        return Spoken.of(Stream.concat(Stream.of(words), Stream.of("--home", home())).toArray(String[]::new));
    }

    private String status() {
        return ask("status").out();
    }

    private Socket host(String modem) throws IOException {
        Matcher ready = Pattern.compile("modem=" + modem + " port=tcp:127\\.0\\.0\\.1:(\\d+)").matcher(out.toString(StandardCharsets.UTF_8));
        int port = 0;
        while (ready.find()) {
            port = Integer.parseInt(ready.group(1));
        }
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void exchange(Socket host, String sent, String expected) throws IOException {
        host.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(host.getInputStream().readNBytes(expected.length()), StandardCharsets.ISO_8859_1)).isEqualTo(expected);
    }

    private static void opens(Socket host) throws IOException {
        exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
        exchange(host, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
    }

    @Test
    void aDeviceThatAppearsLaterIsWaitedForAndTheOtherModemRunsMeanwhile() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
        sims("a", "b");
        Path device = folder.resolve("ttyUSB0");
        start("a, serial:" + device + ", cloud = 'none'", "b, tcp:127.0.0.1:0, cloud = 'none'");

        try (Socket b = host("b")) {
            exchange(b, "AT\r", "AT\r\r\nOK\r\n");
        }
        assertThat(told()).startsWith("softclick: a: serial:" + device + ": there is no such device").endsWith("; trying again until it starts\n").hasLineCount(1);
        assertThat(status()).containsPattern("a +- down .*\n    last error, \\d+ s ago: serial:.*: there is no such device").containsPattern("b +0 Idle");

        Path far = folder.resolve("far");
        Process socat = new ProcessBuilder("/usr/bin/socat", "pty,raw,echo=0,link=" + device, "pty,raw,echo=0,link=" + far).start();
        try {
            await().atMost(PATIENCE).until(() -> out.toString(StandardCharsets.UTF_8).contains("ready modem=a port=serial:" + device + " thing=a cloud=none\n"));
            try (RandomAccessFile host = new RandomAccessFile(far.toFile(), "rw")) {
                host.write("AT\r".getBytes(StandardCharsets.US_ASCII));
                byte[] answer = new byte["AT\r\r\nOK\r\n".length()];
                host.readFully(answer);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("AT\r\r\nOK\r\n");
            }
            assertThat(told()).as("said once").hasLineCount(1);
            assertThat(status()).doesNotContain("down");
        } finally {
            socat.destroy();
            socat.waitFor();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).containsPattern("    line away for \\d+ s"));
    }

    @Test
    void aPortInUseAndASimThatIsMissingAreWaitedFor() throws Exception {
        sims("a", "b");
        try (ServerSocket taken = new ServerSocket(0)) {
            start("a, tcp:127.0.0.1:" + taken.getLocalPort() + ", cloud = 'none'", "b, tcp:127.0.0.1:0, cloud = 'none'", "c, tcp:127.0.0.1:0, cloud = 'none'");

            assertThat(status()).containsPattern("a +- down").containsPattern("b +0 Idle").containsPattern("c +- down").contains("can't be listened on");
        }
        sims("c");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).doesNotContain("down"));
        assertThat(told()).hasLineCount(2);
    }

    @Test
    void whatTheSimLacksIsTheLastError() throws Exception {
        sims("a", "b");
        start("a, tcp:127.0.0.1:0", "b, tcp:127.0.0.1:0");
        Path key = folder.resolve("home/sims/a/keys-1/private.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        try (Socket a = host("a")) {
            exchange(a, "ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange(a, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,-1\r\n");
            assertThat(status()).contains("the SIM can't be used: " + key + ": others than its owner may use it (mode rw-r--r--): chmod 600 " + key);
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            exchange(a, "AT+AWSPUBOPEN=1,\"t\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 1,0\r\n");
        }
        assertThat(ask("status", "--json").out()).contains("\"restarts\":0");
    }

    @Test
    void detachDropsTheHostAndTheNextOneAttachesAndPortOffFreesThePort() throws Exception {
        sims("a");
        start("a, tcp:127.0.0.1:0, cloud = 'none'");
        try (Socket first = host("a")) {
            exchange(first, "ATE0\r", "ATE0\r\r\nOK\r\n");
            Spoken detached = ask("ctl", "a", "detach");
            assertThat(detached.out()).startsWith("a: detached; the next host attaches at tcp:127.0.0.1:");
            assertThat(first.getInputStream().read()).as("its line was dropped").isEqualTo(-1);
            try (Socket next = new Socket("127.0.0.1", Integer.parseInt(detached.out().strip().replaceFirst(".*:", "")))) {
                next.setSoTimeout((int) PATIENCE.toMillis());
                exchange(next, "AT\r", "\r\nOK\r\n");
            }
        }
        assertThat(ask("ctl", "a", "port", "off").out()).isEqualTo("a: off its ports; 'port on' puts it back\n");
        assertThat(status()).contains("off its ports");
        assertThat(ask("ctl", "a", "port", "on").out()).startsWith("a: on tcp:127.0.0.1:");
        assertThat(ask("ctl", "a", "rotate").out()).isEqualTo("a: keys 2; it takes them when it connects next\n");
        assertThat(ask("ctl", "x", "reset").err()).isEqualTo("softclick: there is no modem 'x'; there are a\n");
    }

    @Test
    void keysOfAnotherCloudAreNotMadeHere() throws Exception {
        sims("a");
        Files.writeString(folder.resolve("home/sims/a/keys-1/endpoint"), "cloud.example.com\n");
        start("a, tcp:127.0.0.1:0, cloud = 'none'");

        Spoken refused = ask("ctl", "a", "rotate");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("softclick: the SIM 'a' is not one of the local cloud: 'softclick sim import' brings new keys of another\n");
    }

    @Test
    void theLocalCloudIsTakenOverWhenTheProcessThatRanItEnds() throws Exception {
        sims("a");
        LocalCloud other = LocalCloud.in(folder.resolve("home")).port(0).start();
        int port = other.port();
        try (other) {
            start("a, tcp:127.0.0.1:0, timers = { backoff-last = '1s' }");
            try (Socket a = host("a")) {
                opens(a);
                other.close();
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ask("status", "--json").out()).containsPattern("\"reconnects\":[1-9]"));
                exchange(a, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 6\r\n\r\nOK\r\n");
                exchange(a, "AT+AWSPUBLISH=0,1,2\r", "\r\n>");
                exchange(a, "x", "\r\nSEND OK\r\n");
            }
            assertThat(LocalCloud.running(folder.resolve("home"))).hasValueSatisfying(running -> assertThat(running.port()).isEqualTo(port));
        }
    }

    @Test
    void aLocalCloudThatDoesNotComeUpIsTriedAgainAndItsTroubleSaidOnce() throws Exception {
        sims("a");
        Path key = folder.resolve("home/cloud/ca/ca.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        start("a, tcp:127.0.0.1:0, timers = { backoff-last = '1s' }");
        try (Socket a = host("a")) {
            exchange(a, "ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange(a, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).contains("last error"));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            exchange(a, "", "\r\n+AWSPUBOPEN: 0,0\r\n");
        }
        assertThat(told()).isEqualTo("softclick: the local cloud did not come up: " + key
                + ": others than its owner may use it (mode rw-r--r--): chmod 600 " + key + "; trying again\n");
    }

    @Test
    void aReloadStartsOnlyTheModemWhoseTimerChanged() throws Exception {
        sims("a", "b");
        start("a, tcp:127.0.0.1:0", "b, tcp:127.0.0.1:0");
        try (Socket a = host("a"); Socket b = host("b")) {
            opens(a);
            opens(b);
            assertThat(SharedThreads.running()).containsKeys("softclick-sockets", "softclick-timer", "softclick-link-1");

            session.reloaded(Optional.of(config("a, tcp:127.0.0.1:0", "b, tcp:127.0.0.1:0, timers = { linger = '1m' }")));

            assertThat(b.getInputStream().read()).isEqualTo(-1);
            exchange(a, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 6\r\n\r\nOK\r\n");
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("ready modem=a"))).hasSize(1);
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("ready modem=b"))).hasSize(2);
        try (Socket b = host("b")) {
            exchange(b, "AT\r", "AT\r\r\nOK\r\n");
        }
    }

    @Test
    void aHealthyModemPublishesOnBesideOneWithoutItsSimAndOneThatIsFlooded() throws Exception {
        sims("well", "ill", "flooded");
        start("well, tcp:127.0.0.1:0", "ill, tcp:127.0.0.1:0, timers = { backoff-last = '1s' }", "flooded, tcp:127.0.0.1:0");
        try (Socket well = host("well"); Socket ill = host("ill"); Socket flooded = host("flooded")) {
            opens(well);
            opens(ill);
            publishes(well, 100);
            long[] calm = publishes(well, 300);

            deleteAll(folder.resolve("home/sims/ill"));
            assertThat(ask("ctl", "ill", "radio", "off").code()).isZero();
            assertThat(ask("ctl", "ill", "radio", "on").code()).isZero();
            Thread flood = Thread.ofPlatform().daemon().start(() -> flood(flooded));
            long[] beside = publishes(well, 300);

            System.out.printf("300 QoS 1 publishes alone: median %d us, 99 %% %d us; beside a flooded one and one without SIM: %d us, %d us%n",
                    calm[150], calm[297], beside[150], beside[297]);
            assertThat(flood.isAlive()).isTrue();
            assertThat(beside[297]).as("99 % in microseconds, beside %d alone", calm[297]).isLessThan(2_000_000 + AS_SLOW * calm[297]);
            assertThat(ask("ctl", "flooded", "detach").code()).isZero();
            flood.join(PATIENCE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).containsPattern("ill +8 Error").contains("the SIM can't be used"));
            assertThat(ask("status", "--json").out()).contains("\"restarts\":0").doesNotContain("\"restarts\":1");
        }
    }

    /** How long each took, in microseconds, the shortest first. */
    private static long[] publishes(Socket host, int count) throws IOException {
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            long before = System.nanoTime();
            exchange(host, "AT+AWSPUBLISH=0,100,2\r", "\r\n>");
            exchange(host, "x".repeat(100), "\r\nSEND OK\r\n");
            times[i] = (System.nanoTime() - before) / 1000;
        }
        Arrays.sort(times);
        return times;
    }

    /** No CR anywhere. */
    private static void flood(Socket host) {
        byte[] garbage = new byte[65_536];
        Arrays.fill(garbage, (byte) '~');
        try (OutputStream wire = host.getOutputStream()) {
            while (true) {
                wire.write(garbage);
            }
        } catch (SocketException e) {
            // The line was dropped.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void deleteAll(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
