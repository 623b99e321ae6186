package dev.softclick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code softclick} as a process of its own: signals, exit codes, the standard streams. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessTest {
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
            process.toHandle().destroy();
            assertThat(process.waitFor(2, TimeUnit.SECONDS)).as("ended within 2 s").isTrue();
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
