package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ServiceNoticeTest {
    /** Prints each datagram as one line, until "STOPPING=1". */
    private static final String LISTENER =
            """
            import socket, sys
            name = sys.argv[1]
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind("\\0" + name[1:] if name.startswith("@") else name)
            print("bound", flush=True)
            while True:
                text = s.recv(65536).decode()
                print(text.replace("\\n", "|"), flush=True)
                if text == "STOPPING=1":
                    break
            """;

    @TempDir
    private Path folder;

    private static Process python(String... arguments) {
        try {
            ProcessBuilder python = new ProcessBuilder("python3", "-c", LISTENER);
            python.command().addAll(java.util.List.of(arguments));
            return python.start();
        } catch (IOException e) {
            assumeTrue(false, "python3 is missing: " + e.getMessage());
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"@softclick-test-", "PATH"})
    void systemdHearsOfBeginningAndEnd(String kind) throws Exception {
        String name = kind.equals("PATH") ? folder.resolve("notify").toString() : kind + ProcessHandle.current().pid();
        Process listener = python(name);
        try (BufferedReader heard = listener.inputReader()) {
            assertThat(heard.readLine()).isEqualTo("bound");
            ServiceNotice notice = ServiceNotice.of(variable -> Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "3000000").getOrDefault(variable, ""));
            assertThat(notice.watchdog()).hasValueSatisfying(every -> assertThat(every).hasSeconds(3));

            notice.ready("2 modems: 2 Idle");
            assertThat(heard.readLine()).isEqualTo("READY=1|STATUS=2 modems: 2 Idle");
            notice.reloading();
            assertThat(heard.readLine()).matches("RELOADING=1\\|MONOTONIC_USEC=\\d{6,}");
            notice.tell("grüße");
            assertThat(heard.readLine()).isEqualTo("STATUS=grüße");
            notice.alive();
            assertThat(heard.readLine()).isEqualTo("WATCHDOG=1");
            notice.stopping();
            assertThat(heard.readLine()).isEqualTo("STOPPING=1");
            assertThat(listener.waitFor(30, TimeUnit.SECONDS)).isTrue();
            notice.alive();
        } finally {
            listener.destroyForcibly();
        }
    }

    @Test
    void theTimeIsThatOfTheMonotonicClock() {
        long before = System.nanoTime() / 1_000;

        // HotSpot's nanoTime is the same clock on Linux.
        assertThat(DatagramLibc.monotonicMicros()).isBetween(before, before + 10_000_000);
    }

    @Test
    void aWatchdogOfAnotherProcessIsNotOurs() {
        assertThat(ServiceNotice.of(variable -> Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "3000000", "WATCHDOG_PID", "1")
                .getOrDefault(variable, "")).watchdog()).isEmpty();
    }

    @Test
    void withoutSystemdNothingIsSaid() {
        ServiceNotice notice = ServiceNotice.of(variable -> "");

        notice.ready("alone");
        notice.reloading();
        assertThat(notice.heard()).isFalse();
    }
}
