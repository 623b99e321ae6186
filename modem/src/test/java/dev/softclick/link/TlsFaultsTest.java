package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cause of a connection that does not come to stand, by a real connection. */
class TlsFaultsTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
    private static final TestAuthority OTHER = new TestAuthority("Other authority");
    /** For those whose fault is the time; with others a slow machine would make it that. */
    private static final LinkSettings QUICK = settings(Duration.ofSeconds(2));

    private LinkClient client = new LinkClient(settings(Duration.ofSeconds(60)));

    private static LinkSettings settings(Duration patience) {
        return new LinkSettings(
                MqttPolicy.MQTT_5, patience, patience, Duration.ofSeconds(60), Duration.ofSeconds(60),
                Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofHours(1), 131072, 64, 100);
    }

    private void quick() {
        client.close();
        client = new LinkClient(QUICK);
    }

    @AfterEach
    void close() {
        client.close();
    }

    private LinkFault down(SecurityMaterial material) {
        client.connect(material, "thing", true);
        while (true) {
            LinkEvent event = client.next();
            if (event instanceof LinkEvent.Down down) {
                assertThat(down.fault().text()).isNotBlank().doesNotContain("Exception", "\n");
                return down.fault();
            }
        }
    }

    private static TestTlsServer silent(TestAuthority.Issued identity, TestAuthority clients, String protocol) throws Exception {
        return new TestTlsServer(identity, clients, protocol, socket -> socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream()));
    }

    private LinkFault downAt(TestAuthority.Issued server, String host) throws Exception {
        try (TestTlsServer listening = silent(server, AUTHORITY, "TLSv1.3")) {
            return down(AUTHORITY.material(AUTHORITY.issue("thing"), host, listening.port()));
        }
    }

    @Test
    void unknownHost() {
        LinkFault fault = down(AUTHORITY.material(AUTHORITY.issue("thing"), "no-such-host.invalid", 8883));
        assertThat(fault.cause()).isEqualTo(Cause.DNS);
        assertThat(fault.text()).contains("no-such-host.invalid");
    }

    @Test
    void refused() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(down(AUTHORITY.material("thing", port)).cause()).isEqualTo(Cause.CONNECTION_REFUSED);
    }

    @Test
    void connectTimeout() throws Exception {
        quick();
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once the backlog is full the kernel drops further SYNs.
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 200);
                } catch (java.net.SocketTimeoutException e) {
                    break;
                }
            }
            assertThat(down(AUTHORITY.material("thing", full.getLocalPort())).cause()).isEqualTo(Cause.CONNECT_TIMEOUT);
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    @Test
    void tlsTimeout() throws Exception {
        quick();
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(down(AUTHORITY.material("thing", mute.getLocalPort())).cause()).isEqualTo(Cause.TLS_TIMEOUT);
        }
    }

    @Test
    void noTlsThere() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (java.io.IOException e) {
                    // the client went away
                }
            });
            LinkFault fault = down(AUTHORITY.material("thing", plain.getLocalPort()));
            assertThat(fault.cause()).isEqualTo(Cause.TLS_FAILED);
            assertThat(fault.text()).contains("no TLS");
        }
    }

    @Test
    void closedInTheHandshake() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket socket = rude.accept()) {
                    socket.getInputStream().read();
                } catch (java.io.IOException e) {
                    // the client went away
                }
            });
            assertThat(down(AUTHORITY.material("thing", rude.getLocalPort())).cause()).isEqualTo(Cause.TLS_FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void ourCertificateRefused(String protocol) throws Exception {
        // Thirty times: in TLS 1.3 the alert races with the reset that our CONNECT provokes.
        try (TestTlsServer server = silent(AUTHORITY.issue("server", "127.0.0.1"), OTHER, protocol)) {
            for (int i = 0; i < 30; i++) {
                LinkFault fault = down(AUTHORITY.material("thing", server.port()));
                assertThat(fault.cause()).as(fault.text()).isEqualTo(Cause.TLS_ALERT_CERTIFICATE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void ourCertificateExpired(String protocol) throws Exception {
        Instant now = Instant.now();
        TestAuthority.Issued expired = AUTHORITY.issue("EC", "thing", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));
        try (TestTlsServer server = silent(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, protocol)) {
            LinkFault fault = down(AUTHORITY.material(expired, "127.0.0.1", server.port()));
            assertThat(fault.cause()).as(fault.text()).isEqualTo(Cause.TLS_ALERT_CERTIFICATE);
        }
    }

    @Test
    void serverNotTrusted() throws Exception {
        assertThat(downAt(OTHER.issue("server", "127.0.0.1"), "127.0.0.1").cause()).isEqualTo(Cause.SERVER_NOT_TRUSTED);
    }

    @Test
    void serverOfAnotherAuthorityOfTheSameName() throws Exception {
        assertThat(downAt(new TestAuthority("Authority").issue("server", "127.0.0.1"), "127.0.0.1").cause()).isEqualTo(Cause.SERVER_NOT_TRUSTED);
    }

    @Test
    void serverExpired() throws Exception {
        Instant now = Instant.now();
        TestAuthority.Issued expired = AUTHORITY.issue("EC", "server", now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), "127.0.0.1");
        LinkFault fault = downAt(expired, "127.0.0.1");
        assertThat(fault.cause()).isEqualTo(Cause.SERVER_EXPIRED);
        assertThat(fault.text()).contains("has expired");
    }

    @Test
    void serverNotYetValid() throws Exception {
        Instant now = Instant.now();
        TestAuthority.Issued early = AUTHORITY.issue("EC", "server", now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)), "127.0.0.1");
        LinkFault fault = downAt(early, "127.0.0.1");
        assertThat(fault.cause()).isEqualTo(Cause.SERVER_NOT_YET_VALID);
        assertThat(fault.text()).contains("not valid yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void serverNameMismatch(String host) throws Exception {
        LinkFault fault = downAt(AUTHORITY.issue("server", "elsewhere.example", "192.0.2.1"), host);
        assertThat(fault.cause()).isEqualTo(Cause.SERVER_NAME_MISMATCH);
        assertThat(fault.text()).contains(host);
    }

    @Test
    void nameMismatchWithoutAnyAlternativeName() throws Exception {
        assertThat(downAt(AUTHORITY.issue("server"), "127.0.0.1").cause()).isEqualTo(Cause.SERVER_NAME_MISMATCH);
    }

    @Test
    void unusableKey() throws Exception {
        TestAuthority.Issued device = AUTHORITY.issue("thing");
        PrivateKey rsa = TestAuthority.keyPair("RSA").getPrivate();
        try (TestTlsServer server = silent(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3")) {
            SecurityMaterial material = new SecurityMaterial(
                    1, new Endpoint("127.0.0.1", server.port()), List.of(device.certificate()), rsa, List.of(AUTHORITY.certificate));
            LinkFault fault = down(material);
            assertThat(fault.cause()).as(fault.text()).isIn(Cause.MATERIAL_UNUSABLE, Cause.TLS_ALERT_CERTIFICATE);
        }
    }

    @Test
    void unreachable() {
        Endpoint endpoint = new Endpoint("192.0.2.1", 8883);
        assertThat(NetworkFaults.of(new java.net.NoRouteToHostException("No route to host"), endpoint, null, null).cause()).isEqualTo(Cause.NETWORK_UNREACHABLE);
        assertThat(NetworkFaults.of(new java.net.ConnectException("Network is unreachable"), endpoint, null, null).cause()).isEqualTo(Cause.NETWORK_UNREACHABLE);
    }
}
