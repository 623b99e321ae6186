package dev.softclick.benchmarks.start;

import dev.softclick.benchmarks.broker.Mosquitto;
import dev.softclick.benchmarks.line.Host;
import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Launched;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * From the start of the process to the first {@code OK} on its PTY, and to the first publish socket: the launcher with its AOT cache, against a JVM that
 * says hello, and against a fake in Python. The local cloud, which starts with it, is part of the time to the socket.
 */
public final class StartUp implements Benchmark {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final double OVER_A_BARE_JVM_MILLIS = 250;

    @Override
    public String name() {
        return "startup";
    }

    @Override
    public String about() {
        return "cold start to the first OK, against a bare JVM; to the first publish socket, against a fake in Python";
    }

    /** What one start took. */
    private record Start(double ok, double socket) {}

    @Override
    public long seconds(boolean quick) {
        return quick ? 15 : 40;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Path launcher = Path.of("softclick").toAbsolutePath();
        if (!Files.isExecutable(launcher)) {
            stage.skipped(name(), "it is run from the checkout's root, where the launcher is");
            return;
        }
        Path folder = stage.folder("startup");
        Path fake = Stage.unpack("fake_modem.py", folder);
        // Builds, makes SIM and CA, and warms the page cache.
        softclick(launcher, folder);
        int rounds = stage.quickOr(4, 10);
        Series socket = new Series();
        Series ok = Series.alternate(rounds, () -> {
            Start start = softclick(launcher, folder);
            socket.ours(start.socket());
            return start.ok();
        }, StartUp::hello);
        String proof = "each start's own answers";
        stage.found(ok.finding("start to the first OK, in ms", "a JVM that says hello", "ms", new Aim.AtMostMore(OVER_A_BARE_JVM_MILLIS), proof));
        Optional<Path> python = Mosquitto.program("python3");
        if (python.isEmpty()) {
            stage.skipped("start to the first publish socket", "python3 is not installed");
            return;
        }
        for (int round = 0; round < rounds; round++) {
            socket.baseline(modem(List.of(python.get().toString(), fake.toString(), folder.resolve("fake").toString()), folder.resolve("fake")).socket());
        }
        stage.found(socket.finding("start to the first +AWSPUBOPEN: 0,0", "a fake in Python", "ms", new Aim.Told(), proof));
    }

    private static double hello() throws IOException {
        long start = System.nanoTime();
        try (Launched jvm = Launched.program(List.of(Launched.javaProgram(), "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                Hello.class.getName()))) {
            jvm.after("hello");
            return millisSince(start);
        }
    }

    private static Start softclick(Path launcher, Path folder) throws Exception {
        Path line = folder.resolve("line");
        return modem(List.of(launcher.toString(), "run", "--no-terminal", "--port", "pty:" + line, "--baud", "unpaced", "--home",
                folder.resolve("home").toString()), line);
    }

    private static Start modem(List<String> command, Path line) throws Exception {
        Files.deleteIfExists(line);
        long start = System.nanoTime();
        try (Launched modem = Launched.program(command)) {
            while (!Files.exists(line)) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw new IOException("no line comes up at " + line);
                }
                Thread.sleep(1);
            }
            try (Host host = Host.device(line)) {
                host.send("AT\r");
                host.expect("AT\r\r\nOK\r\n");
                double ok = millisSince(start);
                host.send("AT+AWSPUBOPEN=0,\"a\"\r");
                host.expect("AT+AWSPUBOPEN=0,\"a\"\r\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
                return new Start(ok, millisSince(start));
            } finally {
                modem.end();
            }
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
