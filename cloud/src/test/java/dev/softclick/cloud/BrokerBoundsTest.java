package dev.softclick.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerBoundsTest {
    private LocalAuthority authority;
    private ServerSocketChannel socket;
    private Broker broker;
    private int port;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        authority = LocalAuthority.in(home);
        Revocations none = new Revocations(new CloudFolders(home));
        socket = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        broker = Broker.start(new CloudAcceptor.Door(socket, new CloudTls(authority, none, InstantSource.system()), none), "softclick-cloud-bounds");
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
        socket.close();
    }

    private RawMqtt connect(String thing) throws Exception {
        return RawMqtt.connected(port, authority.issueDevice(thing), thing, 5);
    }

    @Test
    void topics_without_subscribers_do_not_pile_up() throws Exception {
        int before = broker.server.getPostOffice().getAddresses().size();
        try (RawMqtt device = connect("many")) {
            for (int i = 0; i < 1_000; i++) {
                device.publish(i + "/many", new byte[] {1}, 1, false);
                assertThat(device.read().type()).isEqualTo(RawMqtt.PUBACK);
            }
            await().atMost(Duration.ofSeconds(120))
                    .untilAsserted(() -> assertThat(broker.server.getPostOffice().getAddresses()).hasSizeLessThanOrEqualTo(before));
        }
    }

    @Test
    void a_subscriber_that_never_reads_costs_no_more_than_its_share_and_harms_no_other() throws Exception {
        int payload = CloudRules.MAX_PAYLOAD_BYTES;
        long bound = CloudRules.maxWaitingBytes() / 2;
        try (RawMqtt deaf = connect("deaf"); RawMqtt other = connect("other");
                RawMqtt operator = RawMqtt.connected(port, authority.operator(), "softclick-operator-1", 5)) {
            deaf.subscribe(1, "t/deaf");
            deaf.read();
            for (long sent = 0; sent < bound + bound / 4; sent += payload) {
                operator.publish("t/deaf", new byte[payload], 1, false);
                assertThat(operator.read().type()).as("the publisher is not to blame").isEqualTo(RawMqtt.PUBACK);
            }
            // One message may be let in while the last byte of the share is still free.
            assertThat(broker.server.getPagingManager().getGlobalSize()).isBetween(bound / 2, bound + 4L * payload);
            other.subscribe(1, "t/other");
            other.read();
            operator.publish("t/other", new byte[] {9}, 1, false);
            assertThat(operator.read().type()).isEqualTo(RawMqtt.PUBACK);
            assertThat(other.message()).containsExactly(9);
        }
    }
}
