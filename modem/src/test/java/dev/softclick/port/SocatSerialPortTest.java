package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a pair of terminals that socat joins, with the host at the far one. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "serial lines are Linux only")
class SocatSerialPortTest extends PortContract {
    @TempDir
    static Path folder;

    private Process socat;

    @BeforeAll
    static void socatIsThere() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
    }

    @Override
    Port create() {
        socat = join();
        return new SerialPort(near(), LineSetup.DEFAULT);
    }

    private static Path near() {
        return folder.resolve("near");
    }

    private static Path far() {
        return folder.resolve("far");
    }

    private static Process join() {
        try {
            Process started = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + near(), "pty,raw,echo=0,link=" + far())
                    .redirectErrorStream(true)
                    .start();
            await().until(() -> Files.exists(near()) && Files.exists(far()));
            return started;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    Host attach(Port port) {
        return Host.terminal(far().toString());
    }

    @AfterEach
    void end() throws Exception {
        unplug();
    }

    private void unplug() throws Exception {
        socat.destroy();
        socat.waitFor();
        Files.deleteIfExists(near());
        Files.deleteIfExists(far());
    }

    @Test
    void anAdapterThatIsPulledAndPutBackCarriesOn() throws Exception {
        try (SerialPort port = new SerialPort(near(), LineSetup.DEFAULT)) {
            port.open(heard);
            unplug();
            await().until(() -> heard.signals().contains(new LineSignal.Detached()));
            socat = join();
            await().until(() -> heard.signals().contains(new LineSignal.Attached()));
            try (Host host = attach(port)) {
                host.write("AT\r");
                heard.awaitText("AT\r");
                heard.send(port, new byte[] {'O', 'K'});
                assertThat(host.readText(2)).isEqualTo("OK");
            }
        }
    }
}
