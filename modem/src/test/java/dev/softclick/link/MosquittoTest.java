package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.sim.SecurityMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole link against Mosquitto with mutual TLS, in MQTT 5 and 3.1.1. */
class MosquittoTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");

    @TempDir
    static Path folder;

    private static Mosquitto broker;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> binary = Mosquitto.binary();
        Assumptions.assumeTrue(binary.isPresent(), "mosquitto is not installed");
        broker = new Mosquitto(binary.get(), folder, AUTHORITY);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static LinkClient client(MqttPolicy policy) {
        return new LinkClient(LinkSettings.defaults().withMqtt(policy));
    }

    private static SecurityMaterial material(String thing) {
        return AUTHORITY.material(thing, broker.port);
    }

    private static void subscribe(LinkClient client, String filter) {
        client.request(new LinkRequest.Subscribe(1, new TopicFilter(filter)));
        client.expect(LinkEvent.Subscribed.class);
    }

    private static void publish(LinkClient client, int id, String topic, byte[] payload, boolean acknowledged) {
        client.request(new LinkRequest.Publish(id, new TopicName(topic), payload, acknowledged));
        LinkEvent answer = client.next();
        assertThat(answer).isEqualTo(new LinkEvent.Published(id));
    }

    @ParameterizedTest
    @EnumSource(MqttPolicy.class)
    void everyStepIsSeen(MqttPolicy policy) {
        try (LinkClient client = client(policy)) {
            assertThat(client.connected(material("steps"), "steps")).containsExactly(
                    new LinkEvent.Connecting(), new LinkEvent.NetworkConnected(), new LinkEvent.Secured(), new LinkEvent.ConnectSent(),
                    new LinkEvent.Connected(false));
        }
    }

    @ParameterizedTest
    @EnumSource(MqttPolicy.class)
    void messagesOfAllSizesComeUnharmed(MqttPolicy policy) {
        try (LinkClient sender = client(policy); LinkClient receiver = client(policy)) {
            sender.connected(material("sender"), "sender" + policy);
            receiver.connected(material("receiver"), "receiver" + policy);
            subscribe(receiver, "+/receiver");
            for (int size : new int[] {0, 1, 100_000, 131_072}) {
                for (boolean acknowledged : new boolean[] {false, true}) {
                    byte[] payload = new byte[size];
                    new Random(size).nextBytes(payload);
                    publish(sender, size, "data/receiver", payload, acknowledged);
                    LinkEvent.MessageArrived arrived = receiver.expect(LinkEvent.MessageArrived.class);
                    assertThat(arrived.topic()).isEqualTo("data/receiver");
                    assertThat(arrived.payload()).isEqualTo(payload);
                    assertThat(arrived.delivery() > 0).isEqualTo(acknowledged);
                    receiver.request(new LinkRequest.Acknowledge(arrived.delivery()));
                }
            }
            receiver.request(new LinkRequest.Unsubscribe(2, new TopicFilter("+/receiver")));
            assertThat(receiver.next()).isEqualTo(new LinkEvent.Unsubscribed(2));
        }
    }

    @ParameterizedTest
    @EnumSource(MqttPolicy.class)
    void anOversizedMessageIsPassedOverAndAcknowledged(MqttPolicy policy) {
        try (LinkClient sender = client(policy); LinkClient receiver = client(policy)) {
            sender.connected(material("sender"), "sender" + policy);
            receiver.connected(material("receiver"), "receiver" + policy);
            subscribe(receiver, "big/receiver");
            // More than Mosquitto keeps in flight: it goes on only because each is acknowledged.
            for (int i = 0; i < 25; i++) {
                publish(sender, i, "big/receiver", new byte[131_073], true);
            }
            publish(sender, 99, "big/receiver", new byte[] {42}, true);
            assertThat(receiver.expect(LinkEvent.MessageArrived.class).payload()).containsExactly(42);
        }
    }

    @ParameterizedTest
    @EnumSource(MqttPolicy.class)
    void whileReadingIsPausedNothingIsDropped(MqttPolicy policy) {
        int messages = 2000;
        try (LinkClient sender = client(policy); LinkClient receiver = client(policy)) {
            sender.connected(material("sender"), "sender" + policy);
            receiver.connected(material("receiver"), "receiver" + policy);
            subscribe(receiver, "many/receiver");
            receiver.request(new LinkRequest.Reading(false));
            receiver.settled();
            for (int i = 0; i < messages; i++) {
                publish(sender, i, "many/receiver", Integer.toString(i).getBytes(StandardCharsets.US_ASCII), true);
            }
            assertThat(receiver.events).isEmpty();
            receiver.request(new LinkRequest.Reading(true));
            for (int i = 0; i < messages; i++) {
                LinkEvent.MessageArrived arrived = receiver.expect(LinkEvent.MessageArrived.class);
                assertThat(new String(arrived.payload(), StandardCharsets.US_ASCII)).isEqualTo(Integer.toString(i));
                receiver.request(new LinkRequest.Acknowledge(arrived.delivery()));
            }
        }
    }

    @Test
    void anUnacknowledgedMessageComesAgainOnTheNextConnection() {
        try (LinkClient sender = client(MqttPolicy.MQTT_5); LinkClient receiver = client(MqttPolicy.MQTT_5)) {
            sender.connected(material("sender"), "sender");
            SecurityMaterial material = material("again");
            receiver.connect(material, "again", false);
            receiver.expect(LinkEvent.Connected.class);
            subscribe(receiver, "data/again");
            publish(sender, 1, "data/again", new byte[] {1}, true);
            long first = receiver.expect(LinkEvent.MessageArrived.class).delivery();
            // A second connect without a Disconnect keeps the session, as a lost link does.
            receiver.connect(material, "again", false);
            assertThat(receiver.expect(LinkEvent.Connected.class).sessionPresent()).isTrue();
            LinkEvent.MessageArrived second = receiver.expect(LinkEvent.MessageArrived.class);
            assertThat(second.delivery()).isGreaterThan(first);
            receiver.request(new LinkRequest.Acknowledge(second.delivery()));
            receiver.request(new LinkRequest.Disconnect());
            receiver.connect(material, "again", false);
            assertThat(receiver.expect(LinkEvent.Connected.class).sessionPresent()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(MqttPolicy.class)
    void aTakenOverSessionGoesDown(MqttPolicy policy) {
        try (LinkClient first = client(policy); LinkClient second = client(policy)) {
            first.connected(material("taken"), "taken" + policy);
            second.connected(material("taken"), "taken" + policy);
            // Mosquitto's takeover is a plain close, in MQTT 5 too.
            assertThat(((LinkEvent.Down) first.next()).fault().cause())
                    .isIn(LinkFault.Cause.CONNECTION_CLOSED, LinkFault.Cause.SESSION_TAKEN_OVER);
        }
    }

    @Test
    void aKilledBrokerTakesTheLinkDown(@TempDir Path own) throws Exception {
        try (Mosquitto doomed = new Mosquitto(Mosquitto.binary().orElseThrow(), own, AUTHORITY); LinkClient client = client(MqttPolicy.AUTO)) {
            client.connected(AUTHORITY.material("thing", doomed.port), "thing");
            doomed.kill();
            assertThat(((LinkEvent.Down) client.next()).fault().cause()).isEqualTo(LinkFault.Cause.CONNECTION_CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource(MqttPolicy.class)
    void aWindowOfPublishesIsAcknowledged(MqttPolicy policy) {
        try (LinkClient client = client(policy)) {
            client.connected(material("window"), "window" + policy);
            for (int i = 0; i < 20; i++) {
                client.request(new LinkRequest.Publish(i, new TopicName("w/window"), new byte[240], true));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.next()).isEqualTo(new LinkEvent.Published(i));
            }
        }
    }

    @Test
    void threadsAreNamedAndEndWithTheirOwner() {
        LinkClient client = client(MqttPolicy.AUTO);
        client.connected(material("threads"), "threads");
        assertThat(Thread.getAllStackTraces().keySet()).anyMatch(thread -> thread.getName().startsWith("softclick-link-") && thread.isDaemon());
        client.close();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> client.loop.isTerminated());
    }
}
