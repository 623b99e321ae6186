package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkProxy;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that leave from a place, and through a proxy. */
@Timeout(240)
class RouteTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
    private static final TestAuthority.Issued SERVER = AUTHORITY.issue("server", "127.0.0.1", "localhost", "broker.example");
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final LinkThreads threads = new LinkThreads(1);
    private final LinkedBlockingQueue<TransportEvent> told = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final NettyTransport transport = new NettyTransport(threads, threads.next(), 1000, Runnable::run, told::add);

    @AfterEach
    void close() {
        transport.close();
        threads.close();
    }

    private static NetworkRoute from(String place) {
        return new NetworkRoute(Optional.of(place), Optional.empty(), OptionalInt.empty());
    }

    private static NetworkRoute through(NetworkProxy.Kind kind, int port) {
        return through(kind, "127.0.0.1", port);
    }

    private static NetworkRoute through(NetworkProxy.Kind kind, String host, int port) {
        return new NetworkRoute(Optional.empty(), Optional.of(new NetworkProxy(kind, new Endpoint(host, port))), OptionalInt.empty());
    }

    private static SecurityMaterial material(String host, int port) {
        return AUTHORITY.material(AUTHORITY.issue("thing"), host, port);
    }

    /** Serves TLS; notes where clients come from. */
    private TestTlsServer server() throws Exception {
        return new TestTlsServer(SERVER, AUTHORITY, "TLSv1.3", socket -> {
            seen.add(socket.getInetAddress().getHostAddress());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }

    private TransportEvent next() throws InterruptedException {
        TransportEvent event = told.poll(WAIT.toSeconds() * 2, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** The fault of a connection that never came to stand. */
    private LinkFault fault(SecurityMaterial material, NetworkRoute route, Duration connect) throws InterruptedException {
        transport.open(material, route, connect, WAIT);
        TransportEvent event = next();
        assertThat(event).isInstanceOf(TransportEvent.Closed.class);
        LinkFault fault = ((TransportEvent.Closed) event).fault();
        assertThat(fault.text()).doesNotContain("Exception", "\n").hasSizeLessThan(400);
        return fault;
    }

    private void assertSecured() throws InterruptedException {
        assertThat(next()).isInstanceOf(TransportEvent.NetworkConnected.class);
        assertThat(next()).isInstanceOf(TransportEvent.Secured.class);
    }

    // ---- from a place

    @ParameterizedTest
    @CsvSource({"127.0.0.2,127.0.0.2", "lo,127.0.0.1"})
    void leavesFromALocalAddressOrAnInterface(String place, String address) throws Exception {
        assumeTrue(NetworkInterface.getByName("lo") != null, "there is no interface lo");
        try (TestTlsServer server = server()) {
            transport.open(material("127.0.0.1", server.port()), from(place), WAIT, WAIT);
            assertSecured();
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo(address);
        }
    }

    @Test
    void anInterfaceThatIsGoneIsSaid() throws Exception {
        LinkFault fault = fault(material("127.0.0.1", 1), from("wwan77"), WAIT);
        assertThat(fault).isEqualTo(new LinkFault(Cause.NETWORK_UNREACHABLE, "the interface wwan77 is not there"));
    }

    @Test
    void anAddressThatIsNotOursIsSaid() throws Exception {
        LinkFault fault = fault(material("127.0.0.1", 1), from("192.0.2.7"), WAIT);
        assertThat(fault).isEqualTo(new LinkFault(Cause.NETWORK_UNREACHABLE, "this machine has no address 192.0.2.7 to leave from"));
    }

    @Test
    void anAddressOfAnotherFamilyIsSaid() throws Exception {
        LinkFault fault = fault(material("127.0.0.1", 1), from("::1"), WAIT);
        assertThat(fault.cause()).isEqualTo(Cause.NETWORK_UNREACHABLE);
        assertThat(fault.text()).isEqualTo("the local address ::1 does not lead to 127.0.0.1: the two have no kind of address (IPv4, IPv6) in common");
    }

    @Test
    void ofAnInterfacesAddressesTheFirstOfTheRemotesKindIsTaken() throws Exception {
        InetAddress four = InetAddress.ofLiteral("192.0.2.1");
        InetAddress near = InetAddress.ofLiteral("fe80::1");
        InetAddress six = InetAddress.ofLiteral("2001:db8::1");
        Departure.Place place = new Departure.Place("eth0", List.of(near, six, four), false);
        InetAddress[] remotes = {InetAddress.ofLiteral("2001:db8::2"), InetAddress.ofLiteral("198.51.100.1"), InetAddress.ofLiteral("fe80::2")};

        List<InetSocketAddress> locals = place.to(remotes, 8883).stream().map(Departure.Hop::local).toList();

        assertThat(locals).extracting(InetSocketAddress::getAddress).containsExactly(six, four, near);
    }

    @Test
    void aFirstAddressOfAnotherKindIsPassedOver() throws Exception {
        InetAddress four = InetAddress.ofLiteral("192.0.2.1");
        InetAddress[] remotes = {InetAddress.ofLiteral("2001:db8::2"), InetAddress.ofLiteral("198.51.100.1")};
        assertThat(new Departure.Place("eth0", List.of(four), false).to(remotes, 8883)).extracting(hop -> hop.remote().getAddress())
                .containsExactly(remotes[1]);
    }

    // ---- through a proxy

    @Test
    void socksIsGivenTheName() throws Exception {
        try (TestTlsServer server = server(); TestProxy proxy = TestProxy.socks()) {
            transport.open(material("broker.example", server.port()), through(NetworkProxy.Kind.SOCKS5, proxy.port()), WAIT, WAIT);
            assertSecured();
            assertThat(proxy.asked).containsExactly("name broker.example:" + server.port());
        }
    }

    @Test
    void socksIsGivenAnAddressAsSuch() throws Exception {
        try (TestTlsServer server = server(); TestProxy proxy = TestProxy.socks()) {
            transport.open(material("127.0.0.1", server.port()), through(NetworkProxy.Kind.SOCKS5, "localhost", proxy.port()), WAIT, WAIT);
            assertSecured();
            assertThat(proxy.asked).containsExactly("address 127.0.0.1:" + server.port());
        }
    }

    @Test
    void httpIsGivenTheName() throws Exception {
        try (TestTlsServer server = server(); TestProxy proxy = TestProxy.http()) {
            transport.open(material("broker.example", server.port()), through(NetworkProxy.Kind.HTTP, proxy.port()), WAIT, WAIT);
            assertSecured();
            assertThat(proxy.asked).containsExactly("CONNECT broker.example:" + server.port());
        }
    }

    @Test
    void theCloudIsHeldToItsOwnNameBehindAProxy() throws Exception {
        try (TestTlsServer server = server(); TestProxy proxy = TestProxy.http()) {
            transport.open(material("other.example", server.port()), through(NetworkProxy.Kind.HTTP, proxy.port()), WAIT, WAIT);
            assertThat(next()).isInstanceOf(TransportEvent.NetworkConnected.class);
            assertThat(next()).isInstanceOfSatisfying(
                    TransportEvent.Closed.class, closed -> assertThat(closed.fault().cause()).isEqualTo(Cause.SERVER_NAME_MISMATCH));
        }
    }

    @Test
    void aLocalAddressAndAProxyGoTogether() throws Exception {
        LinkedBlockingQueue<String> clients = new LinkedBlockingQueue<>();
        try (TestTlsServer server = server(); TestProxy proxy = new TestProxy((client, self) -> clients.add(client.getInetAddress().getHostAddress()))) {
            NetworkRoute route = new NetworkRoute(
                    Optional.of("127.0.0.3"), Optional.of(new NetworkProxy(NetworkProxy.Kind.HTTP, new Endpoint("127.0.0.1", proxy.port()))),
                    OptionalInt.empty());
            transport.open(material("broker.example", server.port()), route, WAIT, WAIT);
            assertThat(clients.poll(60, TimeUnit.SECONDS)).isEqualTo("127.0.0.3");
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkProxy.Kind.class)
    void aProxyThatIsNotThereIsNamed(NetworkProxy.Kind kind) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        LinkFault fault = fault(material("broker.example", 8883), through(kind, port), WAIT);
        assertThat(fault.cause()).isEqualTo(Cause.CONNECTION_REFUSED);
        assertThat(fault.text()).startsWith("nothing listens at the proxy " + kind.name().toLowerCase(java.util.Locale.ROOT) + "://127.0.0.1:" + port);
    }

    @Test
    void aProxyThatDnsDoesNotKnowIsNamed() throws Exception {
        LinkFault fault = fault(material("broker.example", 8883), through(NetworkProxy.Kind.HTTP, "no-such-proxy.invalid", 3128), WAIT);
        assertThat(fault).isEqualTo(new LinkFault(Cause.DNS, "DNS knows no host no-such-proxy.invalid, the proxy"));
    }

    @ParameterizedTest
    @EnumSource(NetworkProxy.Kind.class)
    void aProxyThatNeverAnswersIsGivenUpInTime(NetworkProxy.Kind kind) throws Exception {
        try (TestProxy proxy = new TestProxy((client, self) -> client.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            LinkFault fault = fault(material("broker.example", 8883), through(kind, proxy.port()), SHORT);
            assertThat(fault.cause()).isEqualTo(Cause.CONNECT_TIMEOUT);
            assertThat(fault.text()).startsWith("the proxy ").endsWith("made no tunnel to broker.example:8883 in time");
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkProxy.Kind.class)
    void aProxyThatClosesIsSaid(NetworkProxy.Kind kind) throws Exception {
        try (TestProxy proxy = new TestProxy((client, self) -> client.getInputStream().read())) {
            LinkFault fault = fault(material("broker.example", 8883), through(kind, proxy.port()), WAIT);
            assertThat(fault.cause()).isEqualTo(Cause.CONNECTION_REFUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(NetworkProxy.Kind.class)
    void aProxyThatTalksNonsenseIsNoProxy(NetworkProxy.Kind kind) throws Exception {
        try (TestProxy proxy = saying("SSH-2.0-OpenSSH_9.2\r\n\r\n\u0000\u0001\u0002 what do you want?\r\n\r\n")) {
            LinkFault fault = fault(material("broker.example", 8883), through(kind, proxy.port()), WAIT);
            assertThat(fault.cause()).isEqualTo(Cause.CONNECTION_REFUSED);
            assertThat(fault.text()).containsAnyOf("is no HTTP proxy", "is no SOCKS 5 proxy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX: "})
    void endlessHeadersEndTheConnection(String beginning) throws Exception {
        byte[] more = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        try (TestProxy proxy = new TestProxy((client, self) -> {
            client.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1024; i++) {
                client.getOutputStream().write(more);
            }
        })) {
            LinkFault fault = fault(material("broker.example", 8883), through(NetworkProxy.Kind.HTTP, proxy.port()), WAIT);
            assertThat(fault.cause()).isEqualTo(Cause.CONNECTION_REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "407 Proxy Authentication Required | CONNECTION_REFUSED  | wants a password",
        "403 Forbidden                     | CONNECTION_REFUSED  | refuses a tunnel to broker.example:8883: 403 Forbidden",
        "502 Bad Gateway                   | NETWORK_UNREACHABLE | can't reach broker.example:8883: 502",
        "503 Service Unavailable           | NETWORK_UNREACHABLE | can't reach broker.example:8883: 503",
        "504 Gateway Timeout               | CONNECT_TIMEOUT     | gets no answer from broker.example:8883",
    })
    void anHttpProxysRefusalIsTold(String status, Cause cause, String words) throws Exception {
        try (TestProxy proxy = saying("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\nsorry")) {
            LinkFault fault = fault(material("broker.example", 8883), through(NetworkProxy.Kind.HTTP, proxy.port()), WAIT);
            assertThat(fault.cause()).isEqualTo(cause);
            assertThat(fault.text()).startsWith("the proxy http://127.0.0.1:" + proxy.port()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 | NETWORK_UNREACHABLE | can't reach broker.example:8883",
        "2 | CONNECTION_REFUSED  | its rules forbid it",
        "3 | NETWORK_UNREACHABLE | can't reach broker.example:8883",
        "4 | NETWORK_UNREACHABLE | can't reach broker.example:8883",
        "5 | CONNECTION_REFUSED  | finds nothing that listens at broker.example:8883",
        "6 | CONNECT_TIMEOUT     | gets no answer from broker.example:8883",
        "7 | CONNECTION_REFUSED  | refuses a tunnel",
        "99 | CONNECTION_REFUSED | refuses a tunnel",
    })
    void aSocksProxysRefusalIsTold(int reply, Cause cause, String words) throws Exception {
        try (TestProxy proxy = new TestProxy((client, self) -> {
            client.getInputStream().readNBytes(3);
            client.getOutputStream().write(new byte[] {5, 0});
            client.getInputStream().read();
            client.getOutputStream().write(new byte[] {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0});
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
            LinkFault fault = fault(material("broker.example", 8883), through(NetworkProxy.Kind.SOCKS5, proxy.port()), WAIT);
            assertThat(fault.cause()).as(fault.text()).isEqualTo(cause);
            assertThat(fault.text()).startsWith("the proxy socks5://127.0.0.1:" + proxy.port()).contains(words);
        }
    }

    @Test
    void aSocksProxyThatWantsAPasswordIsSaid() throws Exception {
        try (TestProxy proxy = new TestProxy((client, self) -> {
            client.getInputStream().readNBytes(3);
            client.getOutputStream().write(new byte[] {5, (byte) 0xFF});
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        })) {
            assertThat(fault(material("broker.example", 8883), through(NetworkProxy.Kind.SOCKS5, proxy.port()), WAIT).text()).contains("wants a password");
        }
    }

    @Test
    void aProxyThatSpeaksOnAfterItsAnswerDoesNotConfuseTls() throws Exception {
        try (TestProxy proxy = saying("HTTP/1.1 200 OK\r\n\r\nand there is more")) {
            transport.open(material("broker.example", 8883), through(NetworkProxy.Kind.HTTP, proxy.port()), WAIT, SHORT);
            List<TransportEvent> events = new ArrayList<>();
            do {
                events.add(next());
            } while (!(events.getLast() instanceof TransportEvent.Closed));
            assertThat(events.getFirst()).isInstanceOf(TransportEvent.NetworkConnected.class);
            assertThat(((TransportEvent.Closed) events.getLast()).fault().cause()).isIn(Cause.TLS_FAILED, Cause.TLS_TIMEOUT);
        }
    }

    @Test
    void closingWhileTheProxyIsAskedTellsNothing() throws Exception {
        LinkedBlockingQueue<Socket> clients = new LinkedBlockingQueue<>();
        try (TestProxy proxy = new TestProxy((client, self) -> {
            clients.add(client);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
            clients.add(client);
        })) {
            transport.open(material("broker.example", 8883), through(NetworkProxy.Kind.HTTP, proxy.port()), WAIT, WAIT);
            assertThat(clients.poll(60, TimeUnit.SECONDS)).isNotNull();
            transport.close();
            assertThat(clients.poll(60, TimeUnit.SECONDS)).as("its connection has ended").isNotNull();
            assertThat(told).isEmpty();
        }
    }

    private static TestProxy saying(String answer) throws IOException {
        return new TestProxy((client, self) -> {
            client.getInputStream().read(new byte[4096]);
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    }
}
