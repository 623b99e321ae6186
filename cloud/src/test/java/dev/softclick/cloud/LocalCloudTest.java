package dev.softclick.cloud;

import static dev.softclick.cloud.RawMqtt.CONNACK;
import static dev.softclick.cloud.RawMqtt.DISCONNECT;
import static dev.softclick.cloud.RawMqtt.PINGRESP;
import static dev.softclick.cloud.RawMqtt.PUBACK;
import static dev.softclick.cloud.RawMqtt.SUBACK;
import static dev.softclick.cloud.RawMqtt.UNSUBACK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.cloud.RawMqtt.Packet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCloudTest {
    private static final String ALICE = "alice";
    private static final String OPERATOR = "softclick-operator-1";

    private static LocalCloud cloud;
    private static ClientCredentials alice;
    private static ClientCredentials bob;
    private static ClientCredentials operator;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        cloud = LocalCloud.in(home).port(0).start();
        alice = cloud.authority().issueDevice(ALICE);
        bob = cloud.authority().issueDevice("bob");
        operator = cloud.authority().operator();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    private static RawMqtt alice(int version) throws Exception {
        return RawMqtt.connected(cloud.port(), alice, ALICE, version);
    }

    private static RawMqtt operator(int version) throws Exception {
        return RawMqtt.connected(cloud.port(), operator, OPERATOR, version);
    }

    private static int subscribe(RawMqtt client, String filter) throws IOException {
        client.subscribe(1, filter);
        Packet answer = client.read();
        assertThat(answer.type()).isEqualTo(SUBACK);
        return answer.last();
    }

    @ParameterizedTest
    @CsvSource({"5,0", "5,1", "4,0", "4,1"})
    void messages_go_both_ways(int version, int qos) throws Exception {
        try (RawMqtt device = alice(version); RawMqtt cloudSide = operator(version)) {
            assertThat(subscribe(device, "orders/+/" + ALICE)).isEqualTo(1);
            assertThat(subscribe(cloudSide, "#")).isEqualTo(1);
            device.publish("data/" + ALICE, "up".getBytes(UTF_8), qos, false);
            assertThat(cloudSide.message()).isEqualTo("up".getBytes(UTF_8));
            if (qos == 1) {
                assertThat(device.read().type()).isEqualTo(PUBACK);
            }
            cloudSide.publish("orders/1/" + ALICE, "down".getBytes(UTF_8), qos, false);
            assertThat(device.message()).isEqualTo("down".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 240, 100_000, CloudRules.MAX_PAYLOAD_BYTES})
    void payloads_of_any_bytes_come_through_unharmed(int size) throws Exception {
        byte[] payload = new byte[size];
        new Random(size).nextBytes(payload);
        for (int version : new int[] {4, 5}) {
            try (RawMqtt device = alice(version); RawMqtt cloudSide = operator(version)) {
                subscribe(device, "big/" + ALICE);
                cloudSide.publish("big/" + ALICE, payload, 1, false);
                assertThat(cloudSide.read().type()).isEqualTo(PUBACK);
                assertThat(device.message()).isEqualTo(payload);
                subscribe(cloudSide, "back/#");
                device.publish("back/" + ALICE, payload, 1, false);
                assertThat(cloudSide.message()).isEqualTo(payload);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5,135", "4,5"})
    void a_thing_cannot_connect_by_another_name(int version, int code) throws Exception {
        for (String name : new String[] {"bob", "Alice", "", OPERATOR}) {
            try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), version)) {
                client.connect(name, true, 0);
                Packet answer = client.read();
                assertThat(answer.type()).isEqualTo(CONNACK);
                assertThat(answer.at(1)).as(name).isEqualTo(code);
                assertThat(client.ended()).isTrue();
            }
        }
    }

    @Test
    void the_operator_cannot_take_the_name_of_a_thing() throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(operator), 5)) {
            client.connect(ALICE, true, 0);
            assertThat(client.read().at(1)).isEqualTo(0x87);
        }
    }

    @Test
    void user_name_and_password_change_nothing() throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.send(0x10, new RawMqtt.Body().text("MQTT").u8(5).u8(0xC2).u16(30).u8(0).text("bob")
                    .text("ACTIVEMQ.CLUSTER.ADMIN.USER").text("CHANGE ME!!"));
            assertThat(client.read().at(1)).isEqualTo(0x87);
        }
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.send(0x10, new RawMqtt.Body().text("MQTT").u8(5).u8(0xC2).u16(30).u8(0).text(ALICE)
                    .text("ACTIVEMQ.CLUSTER.ADMIN.USER").text("CHANGE ME!!"));
            assertThat(client.read().at(1)).isEqualTo(0);
            assertThat(subscribe(client, "x/bob")).isEqualTo(0x87);
        }
    }

    @Test
    void mqtt_31_is_refused() throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 3)) {
            client.connect(ALICE, true, 0);
            assertThat(client.read().at(1)).isEqualTo(1);
            assertThat(client.ended()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"5,135", "4,128"})
    void a_thing_subscribes_to_its_own_topics_only(int version, int code) throws Exception {
        try (RawMqtt device = alice(version)) {
            for (String filter : new String[] {"data/bob", "#", "data/#", "+/+", "+", "alice/x", "data/alice/", "data/alice/#", "$aws/things/alice",
                "data/xalice", "$sys.mqtt.sessions"}) {
                assertThat(subscribe(device, filter)).as(filter).isEqualTo(code);
            }
            for (String filter : new String[] {"alice", "+/alice", "+/+/alice", "a/b/c/d/alice", "//alice", "with space/é/alice"}) {
                assertThat(subscribe(device, filter)).as(filter).isEqualTo(1);
            }
        }
    }

    @Test
    void a_refused_filter_beside_a_good_one_is_refused_alone() throws Exception {
        try (RawMqtt device = alice(5)) {
            device.subscribe(1, "a/alice", "a/bob", "b/alice");
            Packet answer = device.read();
            assertThat(new int[] {answer.at(3), answer.at(4), answer.at(5)}).containsExactly(1, 0x87, 1);
            device.unsubscribe("a/alice");
            Packet gone = device.read();
            assertThat(gone.type()).isEqualTo(UNSUBACK);
            assertThat(gone.last()).isZero();
        }
    }

    @Test
    void a_thing_publishes_to_its_own_topics_only() throws Exception {
        try (RawMqtt device = alice(5); RawMqtt cloudSide = operator(5)) {
            subscribe(cloudSide, "#");
            for (String topic : new String[] {"data/bob", "alice/x", "$aws/things/alice", "$softclick.management", "activemq.management"}) {
                device.publish(topic, new byte[] {1}, 1, false);
                Packet answer = device.read();
                assertThat(answer.type()).as(topic).isEqualTo(PUBACK);
                assertThat(answer.at(2)).as(topic).isEqualTo(0x87);
            }
            device.publish("data/bob", new byte[] {2}, 0, false);
            device.publish("data/alice", new byte[] {3}, 0, false);
            assertThat(cloudSide.message()).containsExactly(3);
        }
        try (RawMqtt device = alice(4)) {
            device.publish("data/bob", new byte[] {1}, 1, false);
            assertThat(device.ended()).isTrue();
        }
    }

    @Test
    void two_things_on_one_filter_do_not_see_each_other() throws Exception {
        try (RawMqtt a = alice(5); RawMqtt b = RawMqtt.connected(cloud.port(), bob, "bob", 5); RawMqtt cloudSide = operator(5)) {
            subscribe(a, "+/alice");
            subscribe(b, "+/bob");
            cloudSide.publish("t/alice", new byte[] {1}, 0, false);
            cloudSide.publish("t/bob", new byte[] {2}, 0, false);
            assertThat(a.message()).containsExactly(1);
            assertThat(b.message()).containsExactly(2);
            a.ping();
            assertThat(a.read().type()).isEqualTo(PINGRESP);
            assertThat(subscribe(a, "+/bob")).as("where bob listens already").isEqualTo(0x87);
            assertThat(subscribe(a, "t/bob")).as("what was published already").isEqualTo(0x87);
        }
    }

    private interface Step {
        void on(RawMqtt client) throws IOException;
    }

    private static void assertCut(int code, Step step) throws Exception {
        try (RawMqtt device = alice(5)) {
            step.on(device);
            Packet answer = device.read();
            assertThat(answer.type()).isEqualTo(DISCONNECT);
            assertThat(answer.at(0)).isEqualTo(code);
            assertThat(device.ended()).isTrue();
        }
        try (RawMqtt device = alice(4)) {
            step.on(device);
            assertThatThrownBy(device::read).isInstanceOf(IOException.class).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void a_retained_message_is_refused() throws Exception {
        assertCut(0x9A, device -> device.publish("a/alice", new byte[1], 0, true));
    }

    @Test
    void qos_2_is_refused() throws Exception {
        assertCut(0x9B, device -> device.publish("a/alice", new byte[1], 2, false));
    }

    @Test
    void a_subscription_at_qos_2_is_granted_at_1() throws Exception {
        try (RawMqtt device = alice(5)) {
            device.subscribe(2, "a/alice");
            assertThat(device.read().last()).isEqualTo(1);
        }
    }

    @Test
    void one_byte_too_much_is_refused() throws Exception {
        assertCut(0x95, device -> device.publish("a/alice", new byte[CloudRules.MAX_PAYLOAD_BYTES + 1], 1, false));
    }

    @Test
    void a_packet_beyond_all_limits_is_refused_before_it_is_there() throws Exception {
        assertCut(0x95, device -> {
            device.header(0x30, 200_000_000);
            device.raw(new byte[] {0, 7, 'a', '/', 'a', 'l', 'i', 'c', 'e', 0, 1, 2, 3});
        });
    }

    @Test
    void a_topic_of_256_bytes_passes_and_one_of_257_does_not() throws Exception {
        String longest = "x".repeat(250) + "/alice";
        try (RawMqtt device = alice(5)) {
            assertThat(subscribe(device, longest)).isEqualTo(1);
            device.publish(longest, new byte[] {1}, 0, false);
            assertThat(device.message()).containsExactly(1);
        }
        assertCut(0x90, device -> device.publish("x" + longest, new byte[1], 1, false));
        assertCut(0x8F, device -> device.subscribe(1, "x" + longest));
    }

    @Test
    void malformed_topics_and_filters_are_refused() throws Exception {
        for (String topic : new String[] {"alice::bob/alice", ""}) {
            assertCut(0x90, device -> device.publish(topic, new byte[1], 1, false));
        }
        // The codec itself refuses these: malformed packet.
        for (String topic : new String[] {"+/alice", "#", "a/#/alice"}) {
            assertCut(0x81, device -> device.publish(topic, new byte[1], 1, false));
        }
        for (String filter : new String[] {"a+/alice", "#/alice", "alice::q/alice"}) {
            assertCut(0x8F, device -> device.subscribe(1, filter));
        }
    }

    @Test
    void shared_subscriptions_are_refused() throws Exception {
        assertCut(0x9E, device -> device.subscribe(1, "$share/bob/a/alice"));
    }

    @Test
    void nine_filters_at_once_are_one_too_many() throws Exception {
        assertCut(0x97, device -> device.subscribe(1, "1/alice", "2/alice", "3/alice", "4/alice", "5/alice", "6/alice", "7/alice", "8/alice", "9/alice"));
    }

    @Test
    void fifty_subscriptions_are_the_most() throws Exception {
        assertCut(0x97, device -> {
            for (int i = 0; i < CloudRules.MAX_SUBSCRIPTIONS; i++) {
                assertThat(subscribe(device, i + "/alice")).isEqualTo(1);
            }
            device.unsubscribe("0/alice");
            assertThat(device.read().type()).isEqualTo(UNSUBACK);
            assertThat(subscribe(device, "again/alice")).isEqualTo(1);
            device.subscribe(1, "more/alice");
        });
    }

    @Test
    void a_second_connect_is_refused() throws Exception {
        assertCut(0x82, device -> device.connect(ALICE, true, 0));
    }

    @Test
    void a_first_packet_that_is_not_connect_ends_the_connection() throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.ping();
            assertThat(client.ended()).isTrue();
        }
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            assertThat(client.ended()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"a/bob,0,135", "a/alice,0x20,154", "a/alice,0x10,155", "+/alice,0,144"})
    void a_will_obeys_the_same_rules(String topic, String bits, int code) throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.connect(ALICE, true, 0, topic, Integer.decode(bits));
            assertThat(client.read().at(1)).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void a_will_is_sent_when_the_connection_breaks(int version) throws Exception {
        try (RawMqtt cloudSide = operator(5)) {
            subscribe(cloudSide, "will/#");
            try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), version)) {
                client.connect(ALICE, true, 0, "will/alice", 8);
                assertThat(client.read().at(1)).isZero();
            }
            assertThat(cloudSide.message()).isEqualTo("gone".getBytes(UTF_8));
        }
    }

    @Test
    void a_second_connection_of_a_thing_takes_over() throws Exception {
        try (RawMqtt first = alice(5)) {
            try (RawMqtt second = alice(5)) {
                Packet farewell = first.read();
                assertThat(farewell.type()).isEqualTo(DISCONNECT);
                assertThat(farewell.at(0)).isEqualTo(0x8E);
                assertThat(first.ended()).isTrue();
                second.ping();
                assertThat(second.read().type()).isEqualTo(PINGRESP);
            }
        }
        try (RawMqtt first = alice(4); RawMqtt second = alice(4)) {
            assertThat(first.ended()).isTrue();
            second.ping();
            assertThat(second.read().type()).isEqualTo(PINGRESP);
        }
    }

    @Test
    void connack_tells_what_the_cloud_does_not_do_and_caps_the_session() throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.connect(ALICE, true, -1);
            Packet answer = client.read();
            assertThat(answer.at(1)).isZero();
            assertThat(answer.body()).containsSubsequence(new byte[] {17, 0, 0, 0x0E, 0x10}).containsSubsequence(new byte[] {36, 1})
                    .containsSubsequence(new byte[] {37, 0}).containsSubsequence(new byte[] {42, 0});
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void a_kept_session_gets_what_came_meanwhile(int version) throws Exception {
        ClientCredentials carol = cloud.authority().issueDevice("carol" + version);
        try (RawMqtt device = new RawMqtt(cloud.port(), TestTls.of(carol), version)) {
            device.connect("carol" + version, false, 600);
            assertThat(device.read().at(0)).as("session present").isZero();
            subscribe(device, "later/carol" + version);
        }
        try (RawMqtt cloudSide = operator(5)) {
            cloudSide.publish("later/carol" + version, new byte[] {42}, 1, false);
            assertThat(cloudSide.read().type()).isEqualTo(PUBACK);
        }
        try (RawMqtt device = new RawMqtt(cloud.port(), TestTls.of(carol), version)) {
            device.connect("carol" + version, false, 600);
            assertThat(device.read().at(0)).as("session present").isEqualTo(1);
            assertThat(device.message()).containsExactly(42);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void nobody_comes_in_without_a_certificate_of_this_ca(String protocol, @TempDir Path elsewhere) throws Exception {
        ClientCredentials stranger = LocalAuthority.in(elsewhere).issueDevice(ALICE);
        for (var tls : new javax.net.ssl.SSLContext[] {TestTls.anonymous(alice.ca()), TestTls.of(stranger, alice.ca())}) {
            assertThatThrownBy(() -> {
                try (RawMqtt client = new RawMqtt(cloud.port(), tls, 5, protocol)) {
                    client.connect(ALICE, true, 0);
                    client.read();
                }
            }).isInstanceOf(IOException.class).isNotInstanceOf(java.net.SocketTimeoutException.class);
        }
        assertThatThrownBy(() -> new RawMqtt(cloud.port(), TestTls.of(alice, stranger.ca()), 5, protocol).ping())
                .as("and the cloud proves itself to its clients").isInstanceOf(javax.net.ssl.SSLException.class);
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5, protocol)) {
            client.connect(ALICE, true, 0);
            assertThat(client.read().at(1)).isZero();
        }
    }

    @Test
    void a_revoked_certificate_is_cut_and_stays_out_while_a_new_one_gets_in() throws Exception {
        ClientCredentials old = cloud.authority().issueDevice("dave");
        ClientCredentials fresh = cloud.authority().issueDevice("dave");
        var resumed = TestTls.of(old);
        try (RawMqtt device = new RawMqtt(cloud.port(), resumed, 5)) {
            device.connect("dave", true, 0);
            assertThat(device.read().at(1)).isZero();
            cloud.revoke(old.serial());
            Packet farewell = device.read();
            assertThat(farewell.type()).isEqualTo(DISCONNECT);
            assertThat(farewell.at(0)).isEqualTo(0x98);
            assertThat(device.ended()).isTrue();
        }
        // A resumed TLS session does not show the certificate again; so it is MQTT that refuses, in words that a device understands.
        for (int version : new int[] {5, 4}) {
            try (RawMqtt client = new RawMqtt(cloud.port(), resumed, version)) {
                client.connect("dave", true, 0);
                Packet answer = client.read();
                assertThat(answer.type()).isEqualTo(CONNACK);
                assertThat(answer.at(1)).as("not authorised").isEqualTo(version == 5 ? 0x87 : 5);
                assertThat(client.ended()).isTrue();
            }
        }
        assertThatThrownBy(() -> {
            try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(old), 5)) {
                client.connect("dave", true, 0);
                client.read();
            }
        }).isInstanceOf(IOException.class).isNotInstanceOf(java.net.SocketTimeoutException.class);
        RawMqtt.connected(cloud.port(), fresh, "dave", 5).close();
    }

    @Test
    void a_thing_name_of_128_characters_connects() throws Exception {
        String name = "a:_-".repeat(32);
        ClientCredentials longest = cloud.authority().issueDevice(name);
        try (RawMqtt device = RawMqtt.connected(cloud.port(), longest, name, 5)) {
            assertThat(subscribe(device, "t/" + name)).isEqualTo(1);
        }
    }

    @Test
    void x_amzn_mqtt_ca_is_negotiated_and_other_alpn_names_are_ignored() throws Exception {
        for (String[] offered : new String[][] {{"x-amzn-mqtt-ca", "x-amzn-mqtt-ca"}, {"h2", ""}}) {
            try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
                var parameters = client.socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {offered[0]});
                client.socket.setSSLParameters(parameters);
                client.connect(ALICE, true, 0);
                assertThat(client.read().at(1)).isZero();
                assertThat(client.socket.getApplicationProtocol()).isEqualTo(offered[1]);
            }
        }
    }
}
