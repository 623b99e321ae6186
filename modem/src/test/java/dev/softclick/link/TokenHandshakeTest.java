package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.pkcs11.SoftHsm;
import dev.softclick.sim.pkcs11.TokenKey;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mutual TLS with a private key that never leaves its token. */
class TokenHandshakeTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");

    @BeforeAll
    static void assumeSoftHsm() {
        SoftHsm.assume();
    }

    @ParameterizedTest
    @CsvSource({"EC, TLSv1.3", "EC, TLSv1.2", "RSA, TLSv1.3", "RSA, TLSv1.2"})
    void theTokenSignsTheHandshake(String algorithm, String protocol) throws Exception {
        TestAuthority.Issued device =
                AUTHORITY.issue(algorithm, "thing", Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
        TokenKey key = TokenKey.find(
                SoftHsm.address(SoftHsm.TOKEN, SoftHsm.put(SoftHsm.TOKEN, device.key())), device.certificate().getPublicKey());
        CountDownLatch done = new CountDownLatch(1);
        try (TestTlsServer server = new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, protocol, socket -> {
            TestTlsServer.readPacket(socket.getInputStream());
            socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
            done.await(60, TimeUnit.SECONDS);
        });
                LinkClient client = new LinkClient()) {
            client.connected(
                    new SecurityMaterial(1, new Endpoint("127.0.0.1", server.port()), List.of(device.certificate()), key, List.of(AUTHORITY.certificate)),
                    "thing");
            assertThat(server.clients).containsExactly("thing");
        } finally {
            done.countDown();
        }
    }
}
