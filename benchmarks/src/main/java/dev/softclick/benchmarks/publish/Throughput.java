package dev.softclick.benchmarks.publish;

import dev.softclick.benchmarks.broker.BareSession;
import dev.softclick.benchmarks.broker.Mosquitto;
import dev.softclick.benchmarks.line.BareEcho;
import dev.softclick.benchmarks.line.Bench;
import dev.softclick.benchmarks.line.LineKind;
import dev.softclick.benchmarks.line.TurnAround;
import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.cloud.ClientCredentials;
import dev.softclick.link.TopicName;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many messages a second: unacknowledged publishes through AT, against the two exchanges on the line that each is; and messages down, as
 * {@code +AWS}, against {@code mosquitto_sub}. Down, the broker has the whole flood in store before its receiver comes, so the receiver sets the pace.
 */
public final class Throughput implements Benchmark {
    private static final byte[] PAYLOAD = "x".repeat(64).getBytes(StandardCharsets.US_ASCII);
    private static final int WINDOW = 50;
    private static final int WARM_UP = 5000;
    private static final long PATIENCE_SECONDS = 60;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String about() {
        return "unacknowledged publishes a second through AT; messages down a second, against mosquitto_sub on the same flood";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 30 : 200;
    }

    @Override
    public void run(Stage stage) throws Exception {
        if (!Mosquitto.installed()) {
            stage.skipped(name(), "Mosquitto is not installed (install mosquitto)");
            return;
        }
        try (Mosquitto broker = new Mosquitto(stage.folder("throughput"))) {
            up(stage, broker);
            if (Mosquitto.program("mosquitto_sub").isEmpty()) {
                stage.skipped("messages down", "mosquitto_sub is not installed (install mosquitto-clients)");
            } else {
                down(stage, broker);
            }
        }
    }

    private static void up(Stage stage, Mosquitto broker) throws Exception {
        Path folder = stage.folder("throughput-line");
        Optional<Path> echo = BareEcho.compile(folder);
        if (echo.isEmpty()) {
            stage.skipped("publishes a second", "there is no C compiler (install gcc)");
            return;
        }
        int publishes = stage.quickOr(3000, 10_000);
        try (Bench bench = Bench.start("up", broker.issue("up"), LineKind.PTY, folder, Bench.UNPACED);
                BareEcho bare = BareEcho.start(echo.get(), LineKind.PTY, folder);
                BareSession seen = broker.operator("seen")) {
            seen.subscribe("a/up");
            bench.openPublish("a");
            Counted through = new Counted(publishes, () -> bench.publish(PAYLOAD, 1));
            Counted exchanges = new Counted(2 * publishes, () -> bare.host().ask(TurnAround.COMMAND, TurnAround.ANSWER));
            through.warmUp(WARM_UP);
            exchanges.warmUp(WARM_UP);
            Series series = Series.alternate(stage.quickOr(4, 10), through::aSecond, () -> exchanges.aSecond() / 2);
            seen.awaitArrived(through.done());
            stage.found(series.finding("unacknowledged publishes through AT", "two exchanges each with an echo in C", "a second", new Aim.Told(),
                    through.done() + " messages counted by a subscriber"));
        }
    }

    private static void down(Stage stage, Mosquitto broker) throws Exception {
        int messages = stage.quickOr(10_000, 40_000);
        Path folder = stage.folder("throughput-line");
        Subscriber subscriber = new Subscriber(broker, folder);
        try (Bench bench = Bench.start("down", broker.issue("down"), LineKind.PTY, folder, Bench.UNPACED);
                BareSession publisher = broker.operator("publisher")) {
            bench.openSubscribe("a");
            subscriber.prepare();
            // Each modem of the flood is warm after one round of it, which does not count.
            throughModem(bench, publisher, messages);
            Series series = Series.alternate(
                    stage.quickOr(3, 6), () -> throughModem(bench, publisher, messages), () -> throughMosquitto(subscriber, publisher, messages));
            stage.found(series.finding("64-byte messages down as +AWS, QoS 1", "mosquitto_sub", "a second", new Aim.AtLeast(0.9),
                    messages + " messages a round, none missing"));
        }
    }

    private static double throughModem(Bench bench, BareSession publisher, int messages) throws Exception {
        bench.modem().radio(false);
        flood(publisher, new TopicName("a/down"), messages);
        bench.modem().radio(true);
        String message = "\r\n+AWS:0," + PAYLOAD.length + "\r\n" + new String(PAYLOAD, StandardCharsets.US_ASCII);
        bench.host().expect(message);
        long start = System.nanoTime();
        for (int i = 1; i < messages; i++) {
            bench.host().expect(message);
        }
        return (messages - 1) / ((System.nanoTime() - start) / 1e9);
    }

    private static double throughMosquitto(Subscriber subscriber, BareSession publisher, int messages) throws Exception {
        flood(publisher, new TopicName("a/sub"), messages);
        return subscriber.drain(messages);
    }

    private static void flood(BareSession publisher, TopicName topic, int messages) throws IOException {
        for (int i = 0; i < messages; i++) {
            if (i >= WINDOW) {
                publisher.awaitPublished();
            }
            publisher.send(topic, PAYLOAD);
        }
        for (int i = 0; i < Math.min(WINDOW, messages); i++) {
            publisher.awaitPublished();
        }
    }

    /** {@code mosquitto_sub} with a session that the broker keeps. */
    private static final class Subscriber {
        private final Mosquitto broker;
        private final Path certificate;
        private final Path key;

        Subscriber(Mosquitto broker, Path folder) throws IOException {
            this.broker = broker;
            ClientCredentials keys = broker.authority().issueDevice("sub");
            certificate = Files.writeString(folder.resolve("sub.pem"), keys.certificate());
            key = Files.writeString(folder.resolve("sub.key"), keys.privateKey());
        }

        private Process start(String... more) throws IOException {
            ProcessBuilder command = new ProcessBuilder(
                    Mosquitto.program("mosquitto_sub").orElseThrow().toString(), "-h", "127.0.0.1", "-p", Integer.toString(broker.port()), "--cafile",
                    broker.certificates().resolve("ca.pem").toString(), "--cert", certificate.toString(), "--key", key.toString(), "-V", "mqttv5", "-x",
                    "3600", "-c", "-i", "sub", "-q", "1", "-t", "a/sub");
            command.command().addAll(java.util.List.of(more));
            return command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        }

        /** Subscribes, and leaves. */
        void prepare() throws IOException, InterruptedException {
            Process process = start("-E");
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("mosquitto_sub could not subscribe");
            }
        }

        /** Comes for what is in store: so many messages, a line each. How many a second. */
        double drain(int messages) throws IOException {
            Process process = start("-C", Integer.toString(messages));
            String message = new String(PAYLOAD, StandardCharsets.US_ASCII);
            try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
                long start = 0;
                for (int i = 0; i < messages; i++) {
                    if (!message.equals(lines.readLine())) {
                        throw new IOException("mosquitto_sub ended, or printed something else, after " + i + " messages");
                    }
                    if (i == 0) {
                        start = System.nanoTime();
                    }
                }
                return (messages - 1) / ((System.nanoTime() - start) / 1e9);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
