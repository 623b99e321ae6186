package dev.softclick.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.softclick.DtrDrop;
import dev.softclick.LineConduct;
import dev.softclick.OnDetach;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.PortAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code --dtr} and {@code --on-detach} on real lines: pyserial over RFC 2217, terminals that socat joins, sockets. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LineConductSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Is told what to expect after DTR was dropped in the middle of a line: the answer to the next one. */
    private static final String CLIENT =
            """
            import serial, sys
            line = serial.serial_for_url("rfc2217://127.0.0.1:" + sys.argv[1], baudrate=115200, timeout=60)
            def ask(sent, expected):
                line.write(sent)
                got = line.read(len(expected))
                assert got == expected, (sent, got)
            OK = b"\\r\\nOK\\r\\n"
            ask(b"ATE0\\r", b"ATE0\\r" + OK)
            line.write(b"A")
            line.send_break(0.01)
            ask(b"T\\r", OK)
            line.write(b"AT+GSN")
            line.dtr = False
            line.dtr = True
            ask(b"AT\\r", sys.argv[2].encode().decode("unicode_escape").encode())
            line.close()
            print("good")
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Process socat;

    @AfterEach
    void unplugged() throws Exception {
        if (socat != null) {
            unplug();
        }
    }

    private RunSession started(String port, DtrDrop dtr, OnDetach detach) throws IOException {
        LinePlan usual = LinePlan.USUAL;
        LinePlan line = new LinePlan(
                new LinePace(0), usual.framing(), usual.flow(), usual.listening(), usual.faults(), new LineConduct(dtr, detach));
        return RunSession.start(
                new RunPlan(
                        folder.resolve("home"), List.of(PortAddress.parse(port)), Optional.empty(), Optional.of(new CloudChoice.None()), line,
                        Dialect.REFERENCE, MqttPolicy.AUTO, List.of(), false, List.of()),
                new StandardStreams(new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8)));
    }

    private String portNumber() {
        return out.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*127\\.0\\.0\\.1:(\\d+).*", "$1");
    }

    private void pyserialExpects(String answer) throws Exception {
        Process client;
        try {
            client = new ProcessBuilder("/usr/bin/python3", "-c", CLIENT, portNumber(), answer).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is missing: " + e.getMessage());
            return;
        }
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assumeTrue(!said.contains("No module named"), "needs pyserial (Debian: python3-serial)");
        assertThat(said).isEqualTo("good\n");
    }

    @Test
    void dtrIsIgnored() throws Exception {
        try (RunSession session = started("rfc2217:127.0.0.1:0", DtrDrop.IGNORE, OnDetach.KEEP)) {
            // AT+GSNAT is one line.
            pyserialExpects("\\r\\nERROR\\r\\n");
        }
    }

    @Test
    void dtrThatPyserialDropsEndsTheLineInTheMiddle() throws Exception {
        try (RunSession session = started("rfc2217:127.0.0.1:0", DtrDrop.ESCAPE, OnDetach.KEEP)) {
            pyserialExpects("\\r\\nOK\\r\\n");
            assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        }
    }

    @Test
    void dtrThatPyserialDropsIsAPowerReset() throws Exception {
        try (RunSession session = started("rfc2217:127.0.0.1:0", DtrDrop.RESET, OnDetach.KEEP)) {
            pyserialExpects("AT\\r\\r\\nOK\\r\\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSocketWhoseHostGoesAwayLeavesTheModemAsWanted(OnDetach detach) throws Exception {
        try (RunSession session = started("tcp:127.0.0.1:0", DtrDrop.IGNORE, detach)) {
            try (Socket host = host()) {
                exchange(host, "ATE0\r", "ATE0\r\r\nOK\r\n");
                exchange(host, "AT\rAT+GSN", "\r\nOK\r\n");
            }
            // The modem need not have noticed yet that the one before is gone.
            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                try (Socket host = host()) {
                    exchange(host, "AT\r", after(detach));
                }
            });
        }
    }

    private Socket host() throws IOException {
        Socket socket = new Socket("127.0.0.1", Integer.parseInt(portNumber()));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void exchange(Socket host, String sent, String expected) throws IOException {
        host.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(host.getInputStream().readNBytes(expected.length()), StandardCharsets.US_ASCII)).isEqualTo(expected);
    }

    /** What AT answers to the next host, when the one before has turned echo off. */
    private static String after(OnDetach detach) {
        return switch (detach) {
            case KEEP -> "\r\nOK\r\n";
            case RESET -> "AT\r\r\nOK\r\n";
        };
    }

    private Path near() {
        return folder.resolve("near");
    }

    private Path far() {
        return folder.resolve("far");
    }

    private void plugIn() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
        socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + near(), "pty,raw,echo=0,link=" + far()).start();
        await().atMost(PATIENCE).until(() -> Files.exists(near()) && Files.exists(far()));
    }

    private void unplug() throws Exception {
        socat.destroy();
        socat.waitFor();
        Files.deleteIfExists(near());
        Files.deleteIfExists(far());
    }

    private void exchange(String sent, String expected) throws IOException {
        try (RandomAccessFile host = new RandomAccessFile(far().toFile(), "rw")) {
            host.write(sent.getBytes(StandardCharsets.US_ASCII));
            byte[] seen = new byte[expected.length()];
            host.readFully(seen);
            assertThat(new String(seen, StandardCharsets.US_ASCII)).isEqualTo(expected);
        }
    }

    /** Types AT until there is an answer: what comes before the modem has opened the device is forgotten. */
    private String answerOnceItIsBack(int length) throws IOException {
        try (FileOutputStream host = new FileOutputStream(far().toFile());
                FileInputStream answer = new FileInputStream(far().toFile())) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
                if (answer.available() == 0) {
                    host.write("AT\r".getBytes(StandardCharsets.US_ASCII));
                }
                return answer.available() >= length;
            });
            return new String(answer.readNBytes(length), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatIsPulledAndPutBackFindsTheModemAsWanted(OnDetach detach) throws Exception {
        plugIn();
        try (RunSession session = started("serial:" + near(), DtrDrop.IGNORE, detach)) {
            exchange("ATE0\r", "ATE0\r\r\nOK\r\n");
            exchange("AT\rAT+GSN", "\r\nOK\r\n");
            unplug();
            plugIn();
            assertThat(answerOnceItIsBack(after(detach).length())).isEqualTo(after(detach));
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aLineWithoutDtrIsWarnedOfInOneLineAndWorks() throws Exception {
        plugIn();
        try (RunSession session = started("serial:" + near(), DtrDrop.ESCAPE, OnDetach.KEEP)) {
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .isEqualTo("softclick: serial:" + near() + ": this line has no DTR, so dtr escape does nothing here\n");
            exchange("AT\r", "AT\r\r\nOK\r\n");
        }
    }

    @Test
    void aProgramThatClosesThePtyDropsDtr() throws Exception {
        Path link = folder.resolve("pty");
        try (RunSession session = started("pty:" + link, DtrDrop.RESET, OnDetach.KEEP)) {
            try (RandomAccessFile host = new RandomAccessFile(link.toFile(), "rw")) {
                host.write("ATE0\r".getBytes(StandardCharsets.US_ASCII));
                host.readFully(new byte["ATE0\r\r\nOK\r\n".length()]);
            }
            try (RandomAccessFile host = new RandomAccessFile(link.toFile(), "rw")) {
                host.write("AT\r".getBytes(StandardCharsets.US_ASCII));
                byte[] seen = new byte["AT\r\r\nOK\r\n".length()];
                host.readFully(seen);
                assertThat(new String(seen, StandardCharsets.US_ASCII)).as("echo is on again").isEqualTo("AT\r\r\nOK\r\n");
            }
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
