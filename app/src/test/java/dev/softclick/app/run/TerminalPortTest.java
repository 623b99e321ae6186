package dev.softclick.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.port.PortAddress;
import dev.softclick.port.PortListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerminalPortTest {
    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream window = new ByteArrayOutputStream();
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final CompletableFuture<String> left = new CompletableFuture<>();
    private final TerminalPort port = new TerminalPort(this::terminal, () -> left.complete("left"));

    private Terminal terminal() throws IOException {
        return TerminalBuilder.builder().system(false).type("ansi").streams(new PipedInputStream(keys), window).build();
    }

    @BeforeEach
    void open() throws IOException {
        port.open(new PortListener() {
            @Override
            public void received(byte[] bytes, int offset, int length) {
                wire.write(bytes, offset, length);
            }

            @Override
            public void drained() {}

            @Override
            public void ended(@Nullable IOException reason) {}
        });
        port.begin(PortAddress.parse("pty:/tmp/somewhere").create());
    }

    @AfterEach
    void close() {
        port.close();
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void awaitWire(String expected) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(wire.toString(StandardCharsets.UTF_8)).isEqualTo(expected));
    }

    private void awaitWindow(String expected) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(window.toString(StandardCharsets.UTF_8)).contains(expected));
    }

    @Test
    void tellsHowToLeaveAndWhereHostsFindTheModem() {
        awaitWindow("Ctrl-] leaves");
        awaitWindow("/tmp/somewhere");
    }

    @Test
    void aLineGoesOutWithACarriageReturnWhenEnterIsPressed() throws IOException {
        type("AT+AWSPUBOPEN=0,\"a\\b!!\"\r");
        awaitWire("AT+AWSPUBOPEN=0,\"a\\b!!\"\r");
    }

    @Test
    void editingStaysOffTheWire() throws IOException {
        type("ATX\u007fI\r");
        awaitWire("ATI\r");
    }

    @Test
    void aPayloadGoesOutAsItIs() throws IOException {
        type("AT+AWSPUBLISH=0,5\r");
        awaitWire("AT+AWSPUBLISH=0,5\r");
        port.write("AT+AWSPUBLISH=0,5\r\r\n>".getBytes(StandardCharsets.US_ASCII));
        awaitWindow(ModemScreen.ASKED);
        type("hello\r");
        awaitWire("AT+AWSPUBLISH=0,5\rhello");
    }

    @Test
    void whatTheModemSaysIsShown() {
        port.write("\r\n+AWS:0,3\r\na\0b".getBytes(StandardCharsets.US_ASCII));
        awaitWindow("+AWS:0,3");
        awaitWindow("a\\x00b");
    }

    @Test
    void theLeaveKeyLeaves() throws IOException {
        type("AT\u001d");
        await().atMost(Duration.ofSeconds(60)).until(left::isDone);
    }

    @Test
    void theLogStaysAboveTheLine() {
        System.err.println("softclick: a warning");
        awaitWindow("softclick: a warning");
    }
}
