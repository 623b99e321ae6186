package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The transport's own promises. */
class NettyTransportTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("Authority");
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final CountDownLatch done = new CountDownLatch(1);

    /** Accepts CONNECT and reads nothing more. */
    private void deaf(SSLSocket socket) throws Exception {
        TestTlsServer.readPacket(socket.getInputStream());
        socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
        done.await(60, TimeUnit.SECONDS);
    }

    @Test
    void aBrokerThatDoesNotReadBlocksQos0InBoundedMemory() throws Exception {
        try (TestTlsServer server = new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3", this::deaf);
                LinkClient client = new LinkClient()) {
            client.connected(AUTHORITY.material("thing", server.port()), "thing");
            int published = 0;
            LinkEvent answer;
            do {
                client.request(new LinkRequest.Publish(published++, new TopicName("t/thing"), new byte[60_000], false));
                answer = client.next();
            } while (answer instanceof LinkEvent.Published && published < 10_000);
            assertThat(answer).isInstanceOf(LinkEvent.PublishFailed.class);
        } finally {
            done.countDown();
        }
    }

    @Test
    void eventsAreNeverToldFromInsideACall() throws Exception {
        try (TestTlsServer server = new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3", this::deaf);
                LinkThreads threads = new LinkThreads(1)) {
            LinkedBlockingQueue<TransportEvent> told = new LinkedBlockingQueue<>();
            ArrayDeque<String> inside = new ArrayDeque<>();
            List<TransportEvent> early = new ArrayList<>();
            var loop = threads.next();
            NettyTransport transport = new NettyTransport(threads, loop, 1000, Runnable::run, event -> {
                if (!inside.isEmpty()) {
                    early.add(event);
                }
                told.add(event);
            });
            SecurityMaterial material = AUTHORITY.material("thing", server.port());
            loop.submit(() -> {
                inside.add("open");
                transport.open(material, NetworkRoute.DIRECT, WAIT, WAIT);
                inside.clear();
            }).sync();
            assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(TransportEvent.NetworkConnected.class);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(TransportEvent.Secured.class);
            loop.submit(() -> {
                inside.add("send");
                transport.send(ClientPackets.publish(new TopicName("t"), new byte[16 << 20] /* more than the kernel takes */, 0));
                inside.clear();
            }).sync();
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(new TransportEvent.Writable(false));
            loop.submit(() -> {
                transport.close();
                transport.open(material.at(new Endpoint("127.0.0.1", 1)), NetworkRoute.DIRECT, WAIT, WAIT);
            }).sync();
            TransportEvent next = told.poll(60, TimeUnit.SECONDS);
            while (next instanceof TransportEvent.Writable) {
                next = told.poll(60, TimeUnit.SECONDS);
            }
            assertThat(next).isInstanceOfSatisfying(
                    TransportEvent.Closed.class, closed -> assertThat(closed.fault().cause()).isEqualTo(LinkFault.Cause.CONNECTION_REFUSED));
            assertThat(early).isEmpty();
        } finally {
            done.countDown();
        }
    }

    /** Five messages at once, one more when asked. */
    private void talkative(SSLSocket socket) throws Exception {
        byte[] message = {0x30, 3, 0, 1, 't'};
        ByteBuffer five = ByteBuffer.allocate(5 * message.length);
        while (five.hasRemaining()) {
            five.put(message);
        }
        socket.getOutputStream().write(five.array());
        TestTlsServer.readPacket(socket.getInputStream());
        socket.getOutputStream().write(message);
        done.await(60, TimeUnit.SECONDS);
    }

    @Test
    void readingThatStopsAndGoesOnWhileWhatWasHeldBackIsToldGoesOn() throws Exception {
        try (TestTlsServer server = new TestTlsServer(AUTHORITY.issue("server", "127.0.0.1"), AUTHORITY, "TLSv1.3", this::talkative);
                LinkThreads threads = new LinkThreads(1)) {
            Semaphore told = new Semaphore(0);
            var loop = threads.next();
            AtomicReference<NettyTransport> self = new AtomicReference<>();
            NettyTransport transport = new NettyTransport(threads, loop, 1000, Runnable::run, event -> {
                if (event instanceof TransportEvent.Received received) {
                    ReferenceCountUtil.release(received.message());
                    self.get().reading(false);
                    if (told.availablePermits() > 0) {
                        self.get().reading(true);
                    }
                    told.release();
                }
            });
            self.set(transport);
            transport.open(AUTHORITY.material("thing", server.port()), NetworkRoute.DIRECT, WAIT, WAIT);
            await().atMost(Duration.ofSeconds(60)).until(() -> told.availablePermits() == 1);
            transport.reading(true);
            await().atMost(Duration.ofSeconds(60)).until(() -> told.availablePermits() == 5);
            transport.send(ClientPackets.pingreq());
            await().atMost(Duration.ofSeconds(60)).until(() -> told.availablePermits() == 6);
        } finally {
            done.countDown();
        }
    }

    @Test
    void aClosedTransportTellsNothing() throws Exception {
        try (LinkThreads threads = new LinkThreads(1)) {
            LinkedBlockingQueue<TransportEvent> told = new LinkedBlockingQueue<>();
            var loop = threads.next();
            NettyTransport transport = new NettyTransport(threads, loop, 1000, Runnable::run, told::add);
            loop.submit(() -> {
                transport.open(AUTHORITY.material("thing", 1), NetworkRoute.DIRECT, WAIT, WAIT);
                transport.close();
                transport.send(ClientPackets.pingreq());
                transport.reading(false);
            }).sync();
            transport.open(AUTHORITY.material("thing", 1), NetworkRoute.DIRECT, WAIT, WAIT);
            assertThat(told.poll(60, TimeUnit.SECONDS)).isInstanceOf(TransportEvent.Closed.class);
            loop.submit(() -> {}).sync();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void whatWaitsForTheOwnersTurnIsNotToldOnceItHasClosed() throws Exception {
        try (LinkThreads threads = new LinkThreads(1)) {
            LinkedBlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
            List<TransportEvent> told = new ArrayList<>();
            NettyTransport transport = new NettyTransport(threads, threads.next(), 1000, turns::add, told::add);
            transport.open(AUTHORITY.material("thing", 1), NetworkRoute.DIRECT, WAIT, WAIT);
            Runnable late = turns.poll(60, TimeUnit.SECONDS);
            assertThat(late).as("port 1 refuses, and that waits to be told").isNotNull();
            transport.close();
            late.run();
            assertThat(told).isEmpty();
            transport.open(AUTHORITY.material("thing", 1), NetworkRoute.DIRECT, WAIT, WAIT);
            turns.poll(60, TimeUnit.SECONDS).run();
            assertThat(told).singleElement().isInstanceOf(TransportEvent.Closed.class);
        }
    }

    @Test
    void connectionsOfALoopAreMadeSoManyAtATime() throws Exception {
        try (LinkThreads threads = new LinkThreads(1); ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            var loop = threads.next();
            SecurityMaterial material = AUTHORITY.material("thing", silent.getLocalPort());
            List<LinkedBlockingQueue<TransportEvent>> told = new ArrayList<>();
            List<NettyTransport> transports = new ArrayList<>();
            for (int i = 0; i <= ConnectTurns.AT_ONCE; i++) {
                LinkedBlockingQueue<TransportEvent> events = new LinkedBlockingQueue<>();
                told.add(events);
                transports.add(new NettyTransport(threads, loop, 1000, Runnable::run, events::add));
            }
            // In one turn of the loop, so that none is over before the last has come.
            loop.submit(() -> transports.forEach(transport -> transport.open(material, NetworkRoute.DIRECT, WAIT, WAIT))).sync();
            LinkedBlockingQueue<TransportEvent> last = told.removeLast();

            assertThat(last.poll(60, TimeUnit.SECONDS)).isEqualTo(new TransportEvent.InLine(true));
            for (LinkedBlockingQueue<TransportEvent> others : told) {
                assertThat(others.poll(60, TimeUnit.SECONDS)).isInstanceOf(TransportEvent.NetworkConnected.class);
            }
            transports.getFirst().close();
            assertThat(last.poll(60, TimeUnit.SECONDS)).isEqualTo(new TransportEvent.InLine(false));
            assertThat(last.poll(60, TimeUnit.SECONDS)).isInstanceOf(TransportEvent.NetworkConnected.class);
        }
    }

    @Test
    void namesTheServerAndOn443TheProtocol() throws Exception {
        SecurityMaterial material = AUTHORITY.material(AUTHORITY.issue("thing"), "data.iot.example", 443);
        SSLParameters parameters = new TlsEngines(new TrustedAuthorities(), ConnectionWitness.NONE).engine(material).getSSLParameters();
        assertThat(parameters.getServerNames()).containsExactly(new SNIHostName("data.iot.example"));
        assertThat(parameters.getApplicationProtocols()).containsExactly("x-amzn-mqtt-ca");
        assertThat(parameters.getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(parameters.getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        SSLParameters literal = new TlsEngines(new TrustedAuthorities(), ConnectionWitness.NONE).engine(material.at(new Endpoint("127.0.0.1", 8883))).getSSLParameters();
        assertThat(literal.getServerNames()).isNullOrEmpty();
        assertThat(literal.getApplicationProtocols()).isEmpty();
    }

    @Test
    void withoutNetworkEveryConnectionFails() {
        ArrayDeque<Runnable> owner = new ArrayDeque<>();
        List<TransportEvent> told = new ArrayList<>();
        NoNetwork transport = new NoNetwork(owner::add, told::add);
        transport.open(AUTHORITY.material("thing", 1), NetworkRoute.DIRECT, WAIT, WAIT);
        assertThat(told).isEmpty();
        owner.remove().run();
        assertThat(told).singleElement().isInstanceOfSatisfying(
                TransportEvent.Closed.class, closed -> assertThat(closed.fault().cause()).isEqualTo(LinkFault.Cause.NO_NETWORK));
        transport.open(AUTHORITY.material("thing", 1), NetworkRoute.DIRECT, WAIT, WAIT);
        transport.close();
        owner.remove().run();
        assertThat(told).hasSize(1);
    }
}
