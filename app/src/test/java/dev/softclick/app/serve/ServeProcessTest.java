package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.softclick.app.Main;
import dev.softclick.app.Spoken;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code softclick serve} as a process of its own: signals, the control socket, systemd's socket. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServeProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Prints each datagram as one line. */
    private static final String LISTENER =
            """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print("bound", flush=True)
            while True:
                print(s.recv(65536).decode().replace("\\n", "|"), flush=True)
            """;

    @TempDir
    private Path folder;

    private Process serve(String notify) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                folder.resolve("m.toml").toString(),
                "--home",
                home()));
        ProcessBuilder process = new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
        process.environment().put("NOTIFY_SOCKET", notify);
        process.environment().put("WATCHDOG_USEC", "1000000");
        return process.start();
    }

    private String home() {
        return folder.resolve("home").toString();
    }

    private void config(String... modems) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String modem : modems) {
            text.append("[[modem]]\nname = '%1$s'\nsim = '%1$s'\nport = 'tcp:127.0.0.1:0'\nbaud = 'unpaced'\n".formatted(modem.split(" ")[0]));
            text.append(modem.contains(" ") ? modem.substring(modem.indexOf(' ') + 1) + "\n" : "");
        }
        Files.writeString(folder.resolve("m.toml"), text);
    }

    private String stderr() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    private static Socket host(String ready) throws IOException {
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(ready.replaceFirst(".*tcp:127\\.0\\.0\\.1:(\\d+).*", "$1")));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void exchange(Socket host, String sent, String expected) throws IOException {
        host.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(host.getInputStream().readNBytes(expected.length()), StandardCharsets.ISO_8859_1)).isEqualTo(expected);
    }

    private String status(String... more) {
        List<String> command = new ArrayList<>(List.of("status", "--home", home()));
        command.addAll(List.of(more));
        return Spoken.of(command.toArray(String[]::new)).out();
    }

    private static void hangUp(Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor()).isZero();
    }

    @Test
    void reloadsWithoutTouchingWhatDidNotChangeAndEndsCleanly() throws Exception {
        for (String sim : List.of("a", "b", "c")) {
            assertThat(Spoken.of("sim", "new", sim, "--home", home()).code()).isZero();
        }
        config("a", "b cloud = 'none'");
        Process process = serve("");
        try (BufferedReader out = process.inputReader()) {
            String ready = out.readLine();
            assertThat(ready).as(stderr()).matches("ready modem=a port=tcp:127\\.0\\.0\\.1:\\d+ thing=a cloud=mqtts://127\\.0\\.0\\.1:\\d+");
            assertThat(out.readLine()).matches("ready modem=b port=tcp:127\\.0\\.0\\.1:\\d+ thing=b cloud=none");
            try (Socket host = host(ready)) {
                exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
                exchange(host, "AT+AWSPUBOPEN=0,\"t\"\r", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");

                config("a", "c cloud = 'none'");
                hangUp(process);
                assertThat(out.readLine()).matches("ready modem=c port=tcp:127\\.0\\.0\\.1:\\d+ thing=c cloud=none");
                config("a", "c cluod = 'none'");
                hangUp(process);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(stderr())
                        .isEqualTo("softclick: b: stopped\nsoftclick: " + folder.resolve("m.toml")
                                + ":11:1: modem[2].cluod: there is no such key; did you mean cloud?\nsoftclick: the modems go on as they were\n"));

                exchange(host, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 6\r\n\r\nOK\r\n");
                assertThat(status().lines().toList()).anyMatch(line -> line.matches("a +6 Ready: MQTT Connected .* 1 +0$"))
                        .anyMatch(line -> line.startsWith("c "))
                        .noneMatch(line -> line.startsWith("b "));
                assertThat(status("--json")).startsWith("{\"modems\":[{\"modem\":\"a\",\"condition\":\"running\",\"state\":6,").hasLineCount(1);

                assertThat(Spoken.of("ctl", "a", "radio", "off", "--home", home())).isEqualTo(new Spoken(0, "a: radio off\n", ""));
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(status()).contains("radio off").contains("the radio is off"));
                exchange(host, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 8\r\n\r\nOK\r\n");
                assertThat(Spoken.of("ctl", "a", "rotate", "--home", home()).out()).startsWith("a: keys 2");
                assertThat(Spoken.of("ctl", "a", "radio", "on", "--home", home()).code()).isZero();
                await().atMost(PATIENCE).untilAsserted(() -> exchange(host, "AT+AWSSTATE?\r", "\r\n+AWSSTATE: 6\r\n\r\nOK\r\n"));
                assertThat(Spoken.of("ctl", "a", "reset", "--home", home()).code()).isZero();
                exchange(host, "AT\r", "AT\r\r\nOK\r\n");
                assertThat(Spoken.of("ctl", "b", "reset", "--home", home()))
                        .isEqualTo(new Spoken(1, "", "softclick: there is no modem 'b'; there are a, c\n"));
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(folder.resolve("home").resolve("control").resolve("softclick.sock")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aMistakeInTheFileKeepsAllFromStarting() throws Exception {
        assertThat(Spoken.of("sim", "new", "a", "--home", home()).code()).isZero();
        config("a cloud = 'none'", "b cluod = 'none'");

        Spoken failed = Spoken.of("serve", folder.resolve("m.toml").toString(), "--home", home());

        assertThat(failed).isEqualTo(new Spoken(
                1, "", "softclick: " + folder.resolve("m.toml") + ":12:1: modem[2].cluod: there is no such key; did you mean cloud?\n"));
    }

    @Test
    void watchGoesOnUntilItIsInterrupted() throws Exception {
        assertThat(Spoken.of("sim", "new", "a", "--home", home()).code()).isZero();
        config("a cloud = 'none'");
        Process process = serve("");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).as(stderr()).startsWith("ready modem=a");
            Process piped = watch(List.of());
            try (BufferedReader seen = piped.inputReader()) {
                for (int i = 0; i < 3; i++) {
                    assertThat(seen.readLine()).startsWith("MODEM  STATE ");
                    assertThat(seen.readLine()).startsWith("a      0 Idle ");
                    assertThat(seen.readLine()).startsWith("    tcp:127.0.0.1:");
                }
                interrupt(piped);
                assertThat(piped.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(piped.exitValue()).isZero();
            } finally {
                piped.destroyForcibly();
            }
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script (bsdutils) is missing");
            Process drawn = watch(List.of("/usr/bin/script", "-qefc"));
            try (BufferedReader seen = drawn.inputReader()) {
                for (int i = 0; i < 2; i++) {
                    assertThat(seen.readLine()).contains("\u001b[HMODEM").endsWith("\u001b[K");
                    assertThat(seen.readLine()).startsWith("a      0 Idle ").endsWith("\u001b[K");
                    assertThat(seen.readLine()).startsWith("    tcp:127.0.0.1:");
                }
                interrupt(drawn.children().findFirst().orElseThrow());
                assertThat(drawn.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(drawn.exitValue()).isZero();
            } finally {
                drawn.descendants().forEach(ProcessHandle::destroyForcibly);
                drawn.destroyForcibly();
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** {@code softclick status --watch}, behind a command that takes one in a word, or by itself. */
    private Process watch(List<String> through) throws IOException {
        List<String> status = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "status",
                "--watch",
                "--home",
                home());
        List<String> command = new ArrayList<>(through);
        if (through.isEmpty()) {
            command.addAll(status);
        } else {
            command.addAll(List.of("exec " + String.join(" ", status), "/dev/null"));
        }
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static void interrupt(Process process) throws Exception {
        interrupt(process.toHandle());
    }

    private static void interrupt(ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor()).isZero();
    }

    @Test
    void systemdIsToldHowItIs() throws Exception {
        assertThat(Spoken.of("sim", "new", "a", "--home", home()).code()).isZero();
        config("a cloud = 'none'");
        Process listener;
        try {
            listener = new ProcessBuilder("python3", "-c", LISTENER, folder.resolve("notify").toString()).start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is missing: " + e.getMessage());
            return;
        }
        Process process = null;
        try (BufferedReader heard = listener.inputReader()) {
            assertThat(heard.readLine()).isEqualTo("bound");
            process = serve(folder.resolve("notify").toString());
            assertThat(heard.readLine()).as(stderr()).isEqualTo("READY=1|STATUS=1 modem");
            List<String> first = untilASignAfter("STATUS=1 modem: 1 Idle", heard);
            assertThat(first).as("a sign, the text, and half a second later a sign; a machine that is slow may take the modem for stuck at first")
                    .containsSubsequence("WATCHDOG=1", "STATUS=1 modem: 1 Idle", "WATCHDOG=1")
                    .allMatch(line -> line.equals("WATCHDOG=1") || line.matches("STATUS=1 modem: 1 (Idle|stuck)"));
            hangUp(process);
            assertThat(following(heard)).matches("RELOADING=1\\|MONOTONIC_USEC=\\d+");
            assertThat(following(heard)).startsWith("READY=1|");
            process.toHandle().destroy();
            assertThat(following(heard)).isEqualTo("STOPPING=1");
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            listener.destroyForcibly();
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** What is heard up to the first sign of life behind that text. */
    private static List<String> untilASignAfter(String text, BufferedReader heard) throws IOException {
        List<String> lines = new ArrayList<>();
        while (!lines.contains(text) || !lines.getLast().equals("WATCHDOG=1")) {
            lines.add(String.valueOf(heard.readLine()));
        }
        return lines;
    }

    /** The next message that is neither a mere sign of life nor a mere text. */
    private static String following(BufferedReader heard) throws IOException {
        String line = heard.readLine();
        while (line != null && (line.equals("WATCHDOG=1") || line.startsWith("STATUS="))) {
            line = heard.readLine();
        }
        return line;
    }
}
