package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** Brokers that know no MQTT 5, over real TLS and the real codec. */
class VersionFallbackTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
    private static final int LEVEL_AT = 7; // type, name length (2), MQTT (4), then the protocol level

    private final ConcurrentLinkedQueue<Integer> levels = new ConcurrentLinkedQueue<>();

    private void only311(SSLSocket socket, byte[] toMqtt5) throws Exception {
        InputStream in = socket.getInputStream();
        int level = TestTlsServer.readPacket(in)[LEVEL_AT];
        levels.add(level);
        socket.getOutputStream().write(level == 5 ? toMqtt5 : new byte[] {0x20, 2, 0, 0});
        if (level == 4) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    private void fallsBack(byte[] toMqtt5) throws Exception {
        try (TestTlsServer server =
                        new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3", socket -> only311(socket, toMqtt5));
                LinkClient client = new LinkClient()) {
            List<LinkEvent> events = client.connected(AUTHORITY.material("thing", server.port()), "thing");
            assertThat(events).filteredOn(LinkEvent.Connecting.class::isInstance).hasSize(2);
            assertThat(levels).containsExactly(5, 4);
            client.request(new LinkRequest.Disconnect());
            client.connected(AUTHORITY.material("thing", server.port()), "thing");
            assertThat(levels).containsExactly(5, 4, 4);
        }
    }

    @Test
    void refusalAs311BrokersSayIt() throws Exception {
        fallsBack(new byte[] {0x20, 2, 0, 1});
    }

    @Test
    void refusalAsMqtt5BrokersSayIt() throws Exception {
        fallsBack(new byte[] {0x20, 3, 0, (byte) 0x84, 0});
    }

    @Test
    void yesIn311() throws Exception {
        fallsBack(new byte[] {0x20, 2, 0, 0});
    }

    @Test
    void justAClose() throws Exception {
        fallsBack(new byte[0]);
    }

    @Test
    void notAuthorisedIn311ToAnMqtt5Connect() throws Exception {
        try (TestTlsServer server = new TestTlsServer(
                        AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3", socket -> only311(socket, new byte[] {0x20, 2, 0, 5}));
                LinkClient client = new LinkClient()) {
            client.connect(AUTHORITY.material("thing", server.port()), "thing", true);
            LinkEvent event = client.next();
            while (!(event instanceof LinkEvent.Down)) {
                event = client.next();
            }
            assertThat(((LinkEvent.Down) event).fault().cause()).isEqualTo(LinkFault.Cause.CONNACK_NOT_AUTHORISED);
        }
    }

    @Test
    void theRefusalsThatTheCodecCantDecode() throws Exception {
        for (int code : new int[] {0x8B, 0x8D, 0x8E, 0x98, 0xA0}) {
            try (TestTlsServer server = new TestTlsServer(
                            AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3",
                            socket -> only311(socket, new byte[] {0x20, 3, 0, (byte) code, 0}));
                    LinkClient client = new LinkClient()) {
                client.connect(AUTHORITY.material("thing", server.port()), "thing", true);
                LinkEvent event = client.next();
                while (!(event instanceof LinkEvent.Down)) {
                    event = client.next();
                }
                LinkFault fault = ((LinkEvent.Down) event).fault();
                assertThat(fault.cause()).isEqualTo(LinkFault.Cause.CONNACK_REFUSED);
                assertThat(fault.text()).contains(String.format("0x%02X", code)).doesNotContain("unknown");
            }
        }
    }

    @Test
    void noConnackOverTheRealTransport() throws Exception {
        LinkSettings quick = new LinkSettings(
                MqttPolicy.AUTO, Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(5),
                Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofHours(1), 131072, 64, 100);
        try (TestTlsServer server = new TestTlsServer(
                        AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3",
                        socket -> socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
                LinkClient client = new LinkClient(quick)) {
            client.connect(AUTHORITY.material("thing", server.port()), "thing", true);
            LinkEvent event = client.next();
            while (!(event instanceof LinkEvent.Down)) {
                event = client.next();
            }
            assertThat(((LinkEvent.Down) event).fault().cause()).isEqualTo(LinkFault.Cause.CONNACK_TIMEOUT);
        }
    }
}
