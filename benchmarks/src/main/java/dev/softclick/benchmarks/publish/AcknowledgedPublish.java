package dev.softclick.benchmarks.publish;

import dev.softclick.benchmarks.broker.BareSession;
import dev.softclick.benchmarks.broker.BrokerUnderTest;
import dev.softclick.benchmarks.broker.Mosquitto;
import dev.softclick.benchmarks.line.BareEcho;
import dev.softclick.benchmarks.line.Bench;
import dev.softclick.benchmarks.line.LineKind;
import dev.softclick.benchmarks.line.TurnAround;
import dev.softclick.benchmarks.measure.Aim;
import dev.softclick.benchmarks.measure.Benchmark;
import dev.softclick.benchmarks.measure.Finding;
import dev.softclick.benchmarks.measure.Series;
import dev.softclick.benchmarks.measure.Stage;
import dev.softclick.link.TopicName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Acknowledged publishes (qos 2 of the AT command, QoS 1 of MQTT) one after the other, over an unpaced PTY and mutual TLS: against the sum of their
 * parts, which are two exchanges on a bare line and one acknowledged publish of the bare session; and against two MQTT clients called directly.
 */
public final class AcknowledgedPublish implements Benchmark {
    private static final byte[] PAYLOAD = "x".repeat(64).getBytes(StandardCharsets.US_ASCII);
    private static final int WARM_UP = 2000;

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public String about() {
        return "acknowledged publishes through AT, against the sum of their parts and against the HiveMQ and Paho clients";
    }

    @Override
    public long seconds(boolean quick) {
        return quick ? 20 : 120;
    }

    @Override
    public void run(Stage stage) throws Exception {
        Optional<Path> echo = BareEcho.compile(stage.folder("publish"));
        if (echo.isEmpty()) {
            stage.skipped(name(), "there is no C compiler (install gcc)");
            return;
        }
        try (BrokerUnderTest cloud = BrokerUnderTest.embedded(stage.folder("publish-cloud"))) {
            measure(stage, cloud, echo.get());
        }
        if (!Mosquitto.installed()) {
            stage.skipped(name() + " to Mosquitto", "it is not installed (install mosquitto)");
            return;
        }
        try (BrokerUnderTest mosquitto = new Mosquitto(stage.folder("publish-mosquitto"))) {
            measure(stage, mosquitto, echo.get());
        }
    }

    private static void measure(Stage stage, BrokerUnderTest broker, Path echo) throws Exception {
        int publishes = stage.quickOr(500, 2000);
        int rounds = stage.quickOr(4, 10);
        Path folder = stage.folder("publish");
        try (Bench bench = Bench.start("through-at", broker.issue("through-at"), LineKind.PTY, folder, Bench.UNPACED);
                BareEcho bare = BareEcho.start(echo, LineKind.PTY, folder);
                BareSession session = new BareSession(broker.issue("bare"), "bare");
                BareSession seen = broker.operator("seen");
                OneInFlight hive = OneInFlight.hiveMq(broker.issue("hive"), "hive");
                OneInFlight paho = OneInFlight.paho(broker.issue("paho"), "paho")) {
            bench.openPublish("a");
            TopicName topic = new TopicName("a/bare");
            seen.subscribe("a/+");
            Counted at = new Counted(publishes, () -> bench.publish(PAYLOAD, 2));
            Counted alone = new Counted(publishes, () -> session.publish(topic, PAYLOAD));
            Counted byHive = new Counted(publishes, () -> hive.publish("a/hive", PAYLOAD));
            Counted byPaho = new Counted(publishes, () -> paho.publish("a/paho", PAYLOAD));
            for (Counted way : new Counted[] {at, alone, byHive, byPaho}) {
                way.warmUp(WARM_UP);
            }
            Series parts = Series.alternate(rounds, at::microseconds, () -> {
                double exchange = Finding.percentile(TurnAround.microseconds(bare.host(), publishes), 0.5);
                return 2 * exchange + alone.microseconds();
            });
            Series againstHive = Series.alternate(rounds, at::microseconds, byHive::microseconds);
            Series againstPaho = Series.alternate(rounds, at::microseconds, byPaho::microseconds);
            long sent = at.done() + alone.done() + byHive.done() + byPaho.done();
            seen.awaitArrived(sent);
            String proof = sent + " messages counted by a subscriber";
            String what = "acknowledged publish to " + broker.what() + ", ";
            stage.found(parts.finding(what + "median", "two exchanges with an echo in C and a publish of the bare session", "us", new Aim.AtMost(1.15), proof));
            stage.found(againstHive.finding(what + "through AT", "the HiveMQ client, one in flight", "us", new Aim.Told(), proof));
            stage.found(againstPaho.finding(what + "through AT", "the Paho client, one in flight", "us", new Aim.Told(), proof));
        }
    }
}
