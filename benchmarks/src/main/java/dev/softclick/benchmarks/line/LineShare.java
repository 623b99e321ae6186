package dev.softclick.benchmarks.line;

import dev.softclick.benchmarks.broker.BareSession;
import dev.softclick.benchmarks.broker.BrokerUnderTest;
import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.link.TopicName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * How much of a paced line is used: the time that bytes need at 10 bits each, as a share of the time it took.
 *
 * <p>A host that waits for prompt and result makes the line half duplex: between the bytes are turn-arounds, in which host, modem or broker work and the
 * line is silent. How long those take is what the same dialogue takes on a line without pace, so the best share that a pacer can have follows from
 * it. A host that sends ahead keeps its own direction busy, which is then the bottleneck, and in a flood down the modem alone speaks.
 */
public final class LineShare implements Benchmark {
    private static final int LENGTH = 240;
    private static final double BITS_A_BYTE = 10;
    private static final double SECONDS_A_ROUND = 3;
    private static final Aim AIM = new Aim.AtLeast(0.99);
    private static final int UNPACED = 200;
    private static final int WARM_UP = 1000;
    private static final int[] RATES = {9600, 115_200};

    @Override
    public String name() {
        return "line";
    }

    @Override
    public String about() {
        return "share of a 9600 and of a 115200 baud line in use by 240-byte publishes back to back, and by a flood of messages";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 45 : 300;
    }

    @Override
    public void run(Stage stage) throws Exception {
        try (BrokerUnderTest broker = BrokerUnderTest.embedded(stage.folder("line-cloud"));
                BareSession cloud = broker.operator("flood")) {
            for (int baud : RATES) {
                for (int qos = 1; qos <= 2; qos++) {
                    publishes(stage, broker, baud, qos);
                }
                flood(stage, broker, cloud, baud);
            }
        }
    }

    private static int messages(int baud) {
        return (int) (SECONDS_A_ROUND * baud / BITS_A_BYTE / LENGTH);
    }

    private static void publishes(Stage stage, BrokerUnderTest broker, int baud, int qos) throws Exception {
        String thing = "line-" + baud + "-" + qos;
        String free = thing + "-unpaced";
        Series waits = new Series();
        Series ahead = new Series();
        ahead.baseline(1);
        long published = 0;
        try (Bench bench = Bench.start(thing, broker.issue(thing), LineKind.PTY, stage.folder(thing), baud);
                Bench unpaced = Bench.start(free, broker.issue(free), LineKind.PTY, stage.folder(free), Bench.UNPACED);
                BareSession seen = broker.operator(thing)) {
            seen.subscribe("bench/" + thing);
            bench.openPublish("bench");
            unpaced.openPublish("bench");
            int messages = messages(baud);
            seconds(unpaced, WARM_UP, qos);
            for (int round = 0; round < stage.quickOr(1, 5); round++) {
                double turnArounds = seconds(unpaced, UNPACED, qos) / UNPACED;
                long bytes = bench.host().bytesOnTheLine();
                double each = seconds(bench, messages, qos) / messages;
                double onTheLine = (bench.host().bytesOnTheLine() - bytes) * BITS_A_BYTE / baud / messages;
                waits.ours(onTheLine / each);
                waits.baseline(onTheLine / (onTheLine + turnArounds));
                ahead.ours(messages * (double) command(qos).length * BITS_A_BYTE / baud / secondsAhead(bench, messages, qos));
                published += 2L * messages;
            }
            seen.awaitArrived(published);
        }
        String what = ", qos " + qos + ", " + baud + " baud, ";
        String proof = published + " messages counted by a subscriber";
        stage.found(ahead.finding("240-byte publishes" + what + "host sends ahead", "the line, 10 bits a byte", "share", AIM, proof));
        stage.found(waits.finding("240-byte publishes" + what + "host waits", "the line and the turn-arounds that an unpaced line takes", "share", AIM, proof));
    }

    /** A command and its payload. */
    private static byte[] command(int qos) {
        return ("AT+AWSPUBLISH=0," + LENGTH + "," + qos + "\r" + "x".repeat(LENGTH)).getBytes(StandardCharsets.US_ASCII);
    }

    private static double seconds(Bench bench, int messages, int qos) throws IOException {
        byte[] payload = "x".repeat(LENGTH).getBytes(StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            bench.publish(payload, qos);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** As the line takes it, without waiting for prompt or result; they are read meanwhile. */
    private static double secondsAhead(Bench bench, int messages, int qos) throws Exception {
        byte[] each = command(qos);
        byte[] all = new byte[messages * each.length];
        for (int i = 0; i < messages; i++) {
            System.arraycopy(each, 0, all, i * each.length, each.length);
        }
        long start = System.nanoTime();
        CompletableFuture<Void> sent = bench.host().sendMeanwhile(all);
        for (int i = 0; i < messages; i++) {
            bench.host().expect("\r\n>\r\nSEND OK\r\n");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        sent.get();
        return seconds;
    }

    private static void publish(BareSession cloud, TopicName topic, byte[] payload, int messages) {
        try {
            for (int i = 0; i < messages; i++) {
                cloud.publish(topic, payload);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flood(Stage stage, BrokerUnderTest broker, BareSession cloud, int baud) throws Exception {
        String thing = "flood-" + baud;
        String heading = "\r\n+AWS:0," + LENGTH + "\r\n";
        byte[] payload = new byte[LENGTH];
        Arrays.fill(payload, (byte) 'x');
        String message = heading + "x".repeat(LENGTH);
        Series series = new Series();
        series.baseline(1);
        long arrived = 0;
        try (Bench bench = Bench.start(thing, broker.issue(thing), LineKind.PTY, stage.folder(thing), baud)) {
            bench.openSubscribe("bench");
            Host host = bench.host();
            for (int round = 0; round < stage.quickOr(1, 5); round++) {
                int messages = messages(baud);
                CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publish(cloud, new TopicName("bench/" + thing), payload, messages));
                // From the end of the first one: how long that was under way does not count.
                host.expect(message);
                long start = System.nanoTime();
                for (int i = 1; i < messages; i++) {
                    host.expect(message);
                }
                series.ours((messages - 1) * message.length() * BITS_A_BYTE / baud / ((System.nanoTime() - start) / 1e9));
                arrived += messages;
                published.get();
            }
        } catch (IOException e) {
            throw new IOException("after " + arrived + " messages down", e);
        }
        stage.found(series.finding("240-byte messages down, " + baud + " baud", "the line, 10 bits a byte", "share", AIM,
                arrived + " messages compared byte by byte"));
    }
}
