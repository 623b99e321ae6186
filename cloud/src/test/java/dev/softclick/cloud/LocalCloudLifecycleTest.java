package dev.softclick.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LocalCloudLifecycleTest {
    @TempDir
    private Path home;

    @Test
    void an_early_client_waits_for_the_cloud_instead_of_being_refused() throws Exception {
        ClientCredentials device = LocalAuthority.in(home).issueDevice("early");
        try (LocalCloud cloud = LocalCloud.in(home).port(0).reserve()) {
            CompletableFuture<RawMqtt> early = CompletableFuture.supplyAsync(() -> {
                try {
                    return RawMqtt.connected(cloud.port(), device, "early", 5);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            cloud.startAsync().get(120, TimeUnit.SECONDS);
            early.get(120, TimeUnit.SECONDS).close();
            assertThat(cloud.endpoint()).isEqualTo("mqtts://127.0.0.1:" + cloud.port());
        }
    }

    @Test
    void a_taken_port_is_replaced_by_a_free_one() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                LocalCloud cloud = LocalCloud.in(home).port(taken.getLocalPort()).reserve()) {
            assertThat(cloud.port()).isNotEqualTo(taken.getLocalPort()).isPositive();
        }
    }

    @Test
    void a_second_cloud_of_a_home_is_told_where_the_first_is() throws Exception {
        assertThat(LocalCloud.running(home)).isEmpty();
        try (LocalCloud cloud = LocalCloud.in(home).port(0).reserve()) {
            assertThat(LocalCloud.running(home)).contains(new RunningCloud(home, cloud.port()));
            assertThatThrownBy(() -> LocalCloud.in(home).port(0).reserve())
                    .isInstanceOfSatisfying(CloudInUseException.class, e -> assertThat(e.running().port()).isEqualTo(cloud.port()));
            assertThat(LocalCloud.running(home)).as("and looking does not let go of the lock").isPresent();
        }
        assertThat(LocalCloud.running(home)).isEmpty();
        assertThat(home.resolve("cloud/endpoint")).doesNotExist();
    }

    @Test
    void another_process_sees_the_cloud_too() throws Exception {
        try (LocalCloud cloud = LocalCloud.in(home).port(0).reserve()) {
            assertThat(runningIn(otherProcess())).isEqualTo("mqtts://127.0.0.1:" + cloud.port());
        }
        assertThat(runningIn(otherProcess())).isEqualTo("none");
    }

    private Process otherProcess() throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1", RunningCloudProbe.class.getName(), home.toString()).redirectErrorStream(true).start();
    }

    private static String runningIn(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }

    @Test
    void what_a_killed_cloud_left_behind_is_not_a_running_cloud() throws Exception {
        Files.createDirectories(home.resolve("cloud"));
        Files.writeString(home.resolve("cloud/lock"), "");
        Files.writeString(home.resolve("cloud/endpoint"), "8883\n");
        assertThat(LocalCloud.running(home)).isEmpty();
        try (LocalCloud cloud = LocalCloud.in(home).port(0).reserve()) {
            assertThat(LocalCloud.running(home)).contains(new RunningCloud(home, cloud.port()));
        }
    }

    @Test
    void a_restart_keeps_the_ca_and_its_devices_and_the_revocations(@TempDir Path other) throws Exception {
        ClientCredentials good;
        ClientCredentials bad;
        int port;
        try (LocalCloud cloud = LocalCloud.in(home).port(0).start()) {
            good = cloud.authority().issueDevice("good");
            bad = cloud.authority().issueDevice("bad");
            cloud.revoke(bad.serial());
            port = cloud.port();
            RawMqtt.connected(cloud.port(), good, "good", 5).close();
        }
        try (LocalCloud cloud = LocalCloud.in(home).port(port).start()) {
            assertThat(cloud.port()).as("the port was free again").isEqualTo(port);
            assertThat(cloud.authority().certificate()).isEqualTo(good.ca());
            RawMqtt.connected(cloud.port(), good, "good", 5).close();
            assertThatThrownBy(() -> RawMqtt.connected(cloud.port(), bad, "bad", 5)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void what_is_revoked_beside_a_running_cloud_is_cut_and_what_was_revoked_before_is_kept() throws Exception {
        LocalAuthority elsewhere = LocalAuthority.in(home);
        ClientCredentials first = elsewhere.issueDevice("first");
        ClientCredentials second = elsewhere.issueDevice("second");
        ClientCredentials third = elsewhere.issueDevice("third");
        elsewhere.revoke(first.serial());
        try (LocalCloud cloud = LocalCloud.in(home).port(0).start()) {
            assertThatThrownBy(() -> RawMqtt.connected(cloud.port(), first, "first", 5)).isInstanceOf(IOException.class);
            try (RawMqtt device = RawMqtt.connected(cloud.port(), second, "second", 5)) {
                elsewhere.revoke(second.serial());
                RawMqtt.Packet farewell = device.read();
                assertThat(farewell.type()).isEqualTo(RawMqtt.DISCONNECT);
                assertThat(farewell.at(0)).isEqualTo(0x98);
            }
            assertThatThrownBy(() -> RawMqtt.connected(cloud.port(), second, "second", 5)).isInstanceOf(IOException.class);
            cloud.revoke(third.serial());
            assertThat(home.resolve("cloud/ca/revoked")).content().contains(first.serial()).contains(second.serial()).contains(third.serial());
        }
    }

    @Test
    void only_a_serial_number_is_revoked() throws IOException {
        LocalAuthority authority = LocalAuthority.in(home);
        for (String text : new String[] {"", "0x1", "AB", "1\n2", "1".repeat(65)}) {
            assertThatThrownBy(() -> authority.revoke(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(home.resolve("cloud/ca/revoked")).doesNotExist();
    }

    @Test
    void two_clouds_in_one_process_keep_their_clients_apart(@TempDir Path other) throws Exception {
        try (LocalCloud a = LocalCloud.in(home).port(0).start(); LocalCloud b = LocalCloud.in(other).port(0).start()) {
            ClientCredentials deviceOfA = a.authority().issueDevice("same");
            ClientCredentials deviceOfB = b.authority().issueDevice("same");
            try (RawMqtt atA = RawMqtt.connected(a.port(), deviceOfA, "same", 5); RawMqtt atB = RawMqtt.connected(b.port(), deviceOfB, "same", 5)) {
                atA.subscribe(1, "t/same");
                atA.read();
                atB.publish("t/same", new byte[] {2}, 1, false);
                assertThat(atB.read().type()).isEqualTo(RawMqtt.PUBACK);
                atA.publish("t/same", new byte[] {1}, 0, false);
                assertThat(atA.message()).containsExactly(1);
            }
            assertThatThrownBy(() -> new RawMqtt(a.port(), TestTls.of(deviceOfB), 5).ping()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> {
                try (RawMqtt client = new RawMqtt(a.port(), TestTls.of(deviceOfB, deviceOfA.ca()), 5)) {
                    client.connect("same", true, 0);
                    client.read();
                }
            }).isInstanceOf(IOException.class);
        }
    }

    @Test
    void close_ends_all_threads_and_connections_and_may_be_called_again() throws Exception {
        Set<Long> before = threads().keySet();
        LocalCloud cloud = LocalCloud.in(home).port(0).start();
        try (RawMqtt client = RawMqtt.connected(cloud.port(), cloud.authority().issueDevice("x"), "x", 5)) {
            client.subscribe(1, "t/x");
            client.read();
            cloud.close();
            assertThat(client.ended()).isTrue();
        }
        cloud.close();
        assertNoThreadsBeside(before);
        assertThatThrownBy(cloud::startAsync).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cloud.revoke("1")).isInstanceOf(IllegalStateException.class);
        new ServerSocket(cloud.port(), 1, InetAddress.getByName("127.0.0.1")).close();
    }

    @Test
    void a_start_that_fails_leaves_nothing_and_says_why() throws Exception {
        Set<Long> before = threads().keySet();
        Files.createDirectories(home.resolve("cloud/ca"));
        Files.writeString(home.resolve("cloud/ca/ca.pem"), "not a certificate");
        Files.writeString(home.resolve("cloud/ca/ca.key"), "SECRET");
        Files.setPosixFilePermissions(home.resolve("cloud/ca/ca.key"), PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> LocalCloud.in(home).port(0).start()).isInstanceOf(IOException.class)
                .hasMessageContaining("move that folder away").hasMessageNotContaining("SECRET");
        assertThat(LocalCloud.running(home)).isEmpty();
        assertThat(home.resolve("cloud/ca/ca.pem")).hasContent("not a certificate");
        assertNoThreadsBeside(before);
    }

    @Test
    void a_broker_that_fails_to_start_leaves_nothing() throws Exception {
        Set<Long> before = threads().keySet();
        Revocations none = new Revocations(new CloudFolders(home));
        CloudTls tls = new CloudTls(LocalAuthority.in(home), none, InstantSource.system());
        ServerSocketChannel closed = ServerSocketChannel.open();
        closed.close();
        Logger artemis = (Logger) LoggerFactory.getLogger("org.apache.activemq.artemis");
        artemis.setLevel(Level.OFF);
        try {
            assertThatThrownBy(() -> Broker.start(new CloudAcceptor.Door(closed, tls, none), "softclick-cloud-test"))
                    .isInstanceOf(IOException.class).hasMessageContaining("the local cloud cannot start");
        } finally {
            artemis.setLevel(null);
        }
        assertNoThreadsBeside(before);
    }

    @Test
    void a_cloud_closed_while_it_starts_is_closed() throws Exception {
        Set<Long> before = threads().keySet();
        LocalCloud cloud = LocalCloud.in(home).port(0).reserve();
        CompletableFuture<Void> up = cloud.startAsync();
        assertThat(cloud.startAsync()).isSameAs(up);
        cloud.close();
        await().atMost(Duration.ofSeconds(60)).until(up::isDone);
        assertNoThreadsBeside(before);
        assertThat(LocalCloud.running(home)).isEmpty();
    }

    @Test
    void state_is_readable_by_its_owner_alone_and_nothing_else_is_written() throws Exception {
        LocalCloud.in(home).port(0).start().close();
        try (var files = Files.walk(home.resolve("cloud"))) {
            List<Path> all = files.toList();
            for (Path file : all) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertThat(mode).as(file.toString()).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
            assertThat(all.stream().map(file -> home.relativize(file).toString())).containsExactlyInAnyOrder("cloud", "cloud/lock",
                    "cloud/ca", "cloud/ca/lock", "cloud/ca/ca.pem", "cloud/ca/ca.key", "cloud/ca/server.pem", "cloud/ca/server.key",
                    "cloud/operator", "cloud/operator/certificate.pem", "cloud/operator/private.key");
        }
        assertThat(Path.of("data")).as("the broker's default folder").doesNotExist();
    }

    @Test
    void a_home_that_is_a_file_is_one_clear_failure() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> LocalCloud.in(file).start()).isInstanceOf(IOException.class);
    }

    private static java.util.Map<Long, String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
                .collect(Collectors.toMap(Thread::threadId, Thread::getName));
    }

    /** But for one of Netty's, which ends itself a second later, and those of the JDK. */
    private static void assertNoThreadsBeside(Set<Long> before) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(threads().entrySet().stream()
                .filter(thread -> !before.contains(thread.getKey()))
                .map(thread -> thread.getValue().toLowerCase(Locale.ROOT))
                .filter(name -> name.contains("softclick") || name.contains("activemq") || name.contains("netty") || name.contains("globalevent")
                        || name.startsWith("thread-") || name.contains("nio")))
                .isEmpty());
    }
}
