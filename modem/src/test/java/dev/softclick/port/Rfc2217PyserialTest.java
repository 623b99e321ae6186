package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.softclick.port.LineSignal.Break;
import dev.softclick.port.LineSignal.HostPresent;
import dev.softclick.port.LineSignal.Rate;
import dev.softclick.port.LineSignal.TerminalReady;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client that people have: pyserial's {@code rfc2217://}. */
class Rfc2217PyserialTest {
    private static final int PATIENCE_SECONDS = 300;

    /** Debian's first: only that one sees Debian's packages. */
    private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

    private static String python = "";

    @BeforeAll
    static void findPyserial() throws InterruptedException {
        for (String candidate : PYTHONS) {
            try {
                Process process = new ProcessBuilder(candidate, "-c", "import serial.rfc2217").redirectErrorStream(true).start();
                process.getInputStream().readAllBytes();
                if (process.waitFor() == 0) {
                    python = candidate;
                    return;
                }
            } catch (IOException e) {
                // Not that one.
            }
        }
        assumeTrue(false, "needs pyserial (Debian: python3-serial)");
    }

    /** Sends back what it gets. */
    private static final class Echo extends Recorder {
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private Port port;
        private boolean busy;

        @Override
        public void received(byte[] lent, int offset, int length) {
            super.received(lent, offset, length);
            waiting.write(lent, offset, length);
            push();
        }

        @Override
        public void drained() {
            super.drained();
            busy = false;
            push();
        }

        private void push() {
            if (!busy && waiting.size() > 0) {
                byte[] bytes = waiting.toByteArray();
                waiting.reset();
                busy = !port.write(bytes);
            }
        }
    }

    private static String client(Port port) throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(Rfc2217PyserialTest.class.getResource("rfc2217_client.py").toURI());
        String number = port.address().replaceFirst(".*:", "");
        Process process = new ProcessBuilder(python, script.toString(), number).redirectErrorStream(true).start();
        try {
            var said = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            return said.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void pyserialSetsAndDrivesTheLineAndEveryByteComesBack() throws Exception {
        Echo echo = new Echo();
        try (Rfc2217Port port = new Rfc2217Port("127.0.0.1", 0, ListenPolicy.CAREFUL, 9600)) {
            echo.port = port;
            port.open(echo);
            assertThat(client(port)).isEqualTo("ok\n");
            await().until(() -> echo.signals().getLast().equals(new HostPresent(false)));
            assertThat(echo.signals()).containsExactly(
                    new HostPresent(true), new TerminalReady(true), new Rate(19_200), new Rate(300), new Rate(115_200), new Rate(65_470), new Rate(9600),
                    new TerminalReady(false), new TerminalReady(true), new Break(), new TerminalReady(false), new HostPresent(false));
        }
    }
}
