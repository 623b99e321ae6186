package dev.softclick.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ControlServerTest {
    @TempDir
    private Path folder;

    private Path path = Path.of("");

    @BeforeEach
    void inAFolderToBe() {
        path = folder.resolve("control").resolve("socket");
    }

    private ControlServer echo() throws IOException {
        return ControlServer.open(path, request -> ControlAnswer.done(request.action() + " " + request.modem()));
    }

    private SocketChannel client(String sent) throws IOException {
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path));
        client.write(ByteBuffer.wrap(sent.getBytes(StandardCharsets.UTF_8)));
        return client;
    }

    private String answer(String sent) throws IOException {
        try (SocketChannel client = client(sent)) {
            return new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        try (ControlServer server = echo()) {
            assertThat(new ControlClient(path).ask(ControlRequest.of(ControlAction.RADIO_OFF, "pump")).text()).isEqualTo("radio off pump");
            assertThat(answer("{\"action\":\"status\"}\n")).isEqualTo("{\"error\":null,\"text\":\"status null\",\"modems\":null}\n");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void nobodyElseMayAsk() throws Exception {
        try (ControlServer server = echo()) {
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("control"))).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderThatOthersCanEnterIsRefused() throws Exception {
        Files.createDirectory(folder.resolve("control"));
        Files.setPosixFilePermissions(folder.resolve("control"), PosixFilePermissions.fromString("rwxr-x---"));

        assertThatThrownBy(this::echo).isInstanceOf(IOException.class).hasMessageContaining("mode 0700");
        assertThat(folder.resolve("control")).isEmptyDirectory();
    }

    @Test
    void whatADeadProcessLeftIsReplacedAndWhatIsInUseIsNot() throws Exception {
        Files.createDirectory(folder.resolve("control"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(path).exists();
        try (ControlServer server = echo()) {
            assertThatThrownBy(this::echo).isInstanceOf(IOException.class).hasMessageContaining("another 'softclick serve'");
            assertThat(answer("{\"action\":\"a\"}\n")).contains("a null");
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Files.createDirectory(folder.resolve("control"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(path, "precious");

        assertThatThrownBy(this::echo).isInstanceOf(IOException.class).hasMessageContaining("no socket");
        assertThat(path).hasContent("precious");
    }

    @Test
    void garbageIsToldWhatItIs() throws Exception {
        try (ControlServer server = echo()) {
            assertThat(answer("AT\r\n")).contains("not the JSON that it should be");
            assertThat(answer("null\n")).contains("no JSON object");
            assertThat(answer("[1]\n")).contains("not the JSON that it should be");
            assertThat(answer("x".repeat(ControlLines.MAX_REQUEST))).contains("longer than 65536 bytes");
            assertThat(answer("{\"action\":\"fine\"}\n")).contains("fine");
        }
    }

    @Test
    void whoComesToAFullHouseIsToldSo() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try (ControlServer server = echo()) {
            for (int i = 0; i < ControlServer.MAX_CLIENTS; i++) {
                silent.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
            }
            assertThat(answer("")).contains("too many ask");
            for (SocketChannel each : silent) {
                each.close();
            }
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(answer("{\"action\":\"again\"}\n")).contains("again"));
        }
    }

    @Test
    void whoSaysNothingOrTooLittleIsSentAway() throws Exception {
        try (ControlServer server = ControlServer.open(path, request -> ControlAnswer.done("done"), Duration.ofMillis(300))) {
            for (String sent : new String[] {"", "{\"action\":"}) {
                long before = System.nanoTime();
                assertThat(answer(sent)).isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(20));
            }
            assertThat(answer("{\"action\":\"status\"}\n")).contains("done");
        }
    }

    @Test
    void aMegabyteWithoutAnEndCostsNoMoreThanTheLimit() throws Exception {
        try (ControlServer server = echo()) {
            byte[] much = new byte[1 << 20];
            Arrays.fill(much, (byte) 'x');
            int taken = 0;
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                ByteBuffer bytes = ByteBuffer.wrap(much);
                while (bytes.hasRemaining()) {
                    taken += client.write(bytes);
                }
            } catch (IOException hungUp) {
                // By when it hung up: before we wrote on, or while the system made us wait for room.
                assertThat(hungUp).message().containsAnyOf("Broken pipe", "Connection reset");
            }
            assertThat(taken).as("what the server read, and what the system kept").isLessThan(much.length);
            assertThat(answer("{\"action\":\"fine\"}\n")).contains("fine");
        }
    }

    @Test
    void aThousandCallersAtOnceCostBoundedThreadsAndTheNextIsAnswered() throws Exception {
        try (ControlServer server = echo()) {
            long before = System.nanoTime();
            int most = 0;
            for (int i = 0; i < 1000; i++) {
                SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
                most = i % 100 == 0 ? Math.max(most, clientThreads()) : most;
            }
            System.out.printf("1000 connects to the control socket: %d ms, at most %d threads%n", (System.nanoTime() - before) / 1_000_000, most);
            assertThat(most).isLessThanOrEqualTo(ControlServer.MAX_CLIENTS);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(answer("{\"action\":\"fine\"}\n")).contains("fine"));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(clientThreads()).isZero());
        }
    }

    private static int clientThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("softclick-control-client")).count();
    }

    @Test
    void whereNoServeRunsThatIsSaid() {
        assertThatThrownBy(() -> new ControlClient(path).ask(ControlRequest.status()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no 'softclick serve' runs at " + path);
    }

    @Test
    void anErrorBehindItIsAnAnswer() throws Exception {
        Function<ControlRequest, ControlAnswer> broken = request -> {
            throw new IllegalStateException("broken");
        };
        try (ControlServer server = ControlServer.open(path, broken)) {
            assertThatThrownBy(() -> new ControlClient(path).ask(ControlRequest.status())).hasMessageContaining("broken");
        }
    }
}
