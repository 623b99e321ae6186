package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.sim.SecurityMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two modems of one JVM show their own certificates, however often they connect: a shared TLS context resumed the other's session. */
class TlsResumptionTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void twoModemsShowTheirOwnCertificates(String protocol) throws Exception {
        try (TestTlsServer server = new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, protocol, TlsResumptionTest::accept);
                LinkClient first = new LinkClient();
                LinkClient second = new LinkClient()) {
            SecurityMaterial one = AUTHORITY.material("thing_0001", server.port());
            SecurityMaterial two = AUTHORITY.material("thing_0002", server.port());
            for (int i = 0; i < 2; i++) {
                first.connected(one, "thing_0001");
                first.request(new LinkRequest.Disconnect());
                second.connected(two, "thing_0002");
                second.request(new LinkRequest.Disconnect());
            }
            assertThat(server.clients).containsExactly("thing_0001", "thing_0002", "thing_0001", "thing_0002");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void newMaterialIsShownAtOnce(String protocol) throws Exception {
        try (TestTlsServer server = new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, protocol, TlsResumptionTest::accept);
                LinkClient client = new LinkClient()) {
            for (String thing : new String[] {"old", "new"}) {
                client.connected(AUTHORITY.material(thing, server.port()), "thing");
                client.request(new LinkRequest.Disconnect());
            }
            assertThat(server.clients).containsExactly("old", "new");
        }
    }

    private static void accept(javax.net.ssl.SSLSocket socket) throws Exception {
        TestTlsServer.readPacket(socket.getInputStream());
        socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
        socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }
}
