package dev.softclick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code softclick} as a process of its own: signals, exit codes, the standard streams. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OK = "AT\r\r\nOK\r\n";

    @TempDir
    private Path folder;

    private ProcessBuilder softclick(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
    }

    private Duration aRunForNothing() throws Exception {
        long begin = System.nanoTime();
        Process version = softclick("--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(version.waitFor()).isZero();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private String stderr() throws IOException {
        return Files.readString(folder.resolve("stderr"));
    }

    private static String read(RandomAccessFile file, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void answersOnItsPtyAndStopsOnSigterm() throws Exception {
        Path link = folder.resolve("modem");
        Process process = softclick("run", "--no-terminal", "--port", "pty:" + link, "--home", folder.resolve("home").toString()).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).startsWith("ready port=pty:" + link + " path=/dev/pts/");
            try (RandomAccessFile host = new RandomAccessFile(link.toFile(), "rw")) {
                host.write("AT\r".getBytes(StandardCharsets.US_ASCII));
                assertThat(read(host, OK.length())).isEqualTo(OK);
            }
            Duration forNothing = aRunForNothing();
            process.toHandle().destroy();
            long begin = System.nanoTime();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            Duration limit = Stream.of(Duration.ofSeconds(2), forNothing.multipliedBy(4), aRunForNothing().multipliedBy(4)).max(Comparator.naturalOrder()).orElseThrow();
            assertThat(took).as("2 s, or four times what this machine takes to run the program for nothing").isLessThan(limit);
            assertThat(process.exitValue()).isZero();
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(link).doesNotExist();
        assertThat(stderr()).isEmpty();
    }

    @Test
    void standardInputMayBeTheHostAndItsEndIsTheEnd() throws Exception {
        Process process = softclick("run", "--port", "stdio", "--cloud", "none", "--home", folder.resolve("home").toString()).start();
        try (var in = process.getOutputStream()) {
            in.write("AT\r".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo(OK);
        assertThat(process.waitFor()).isZero();
        assertThat(stderr()).isEqualTo("ready port=stdio thing=thing_0001 cloud=none\n");
    }

    @Test
    void usageErrorsAreExitCode2() throws Exception {
        Process process = softclick("run", "--port", "nowhere").start();
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(stderr()).startsWith("softclick: ").hasLineCount(1);
    }
}
