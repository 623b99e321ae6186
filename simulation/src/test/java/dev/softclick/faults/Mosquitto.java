package dev.softclick.faults;

import dev.softclick.sim.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Mosquitto with mutual TLS on one port of loopback, through all its ends and starts. It writes its store at every change it counts (sessions,
 * queued messages), and when it is ended in peace.
 */
final class Mosquitto implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final int port;
    private final Path binary;
    private final Path configuration;
    private final Path log;
    private Process process;

    private Mosquitto(Path binary, Path folder, Authority authority) throws Exception {
        this.binary = binary;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Credentials server = authority.server();
        Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", authority.certificate.getEncoded()));
        Files.writeString(folder.resolve("server.pem"), pem("CERTIFICATE", server.chain().getFirst().getEncoded()));
        Files.writeString(folder.resolve("server.key"), pem("PRIVATE KEY", server.key().getEncoded()));
        log = folder.resolve("mosquitto.log");
        configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                listener %d 127.0.0.1
                cafile %2$s/ca.pem
                certfile %2$s/server.pem
                keyfile %2$s/server.key
                require_certificate true
                use_identity_as_username true
                allow_anonymous false
                set_tcp_nodelay true
                max_queued_messages 0
                max_inflight_messages 100
                persistence true
                persistence_location %2$s/
                autosave_on_changes true
                autosave_interval 1
                %3$s
                """.formatted(port, folder, System.getProperty("user.name").equals("root") ? "user root" : ""));
        process = run();
    }

    /** One that runs; the test is skipped where there is none. */
    static Mosquitto start(Path folder, Authority authority) throws Exception {
        Optional<Path> binary = binary();
        Assumptions.assumeTrue(binary.isPresent(), "mosquitto is not installed");
        return new Mosquitto(binary.orElseThrow(), folder, authority);
    }

    /** Where the binary is, if anywhere. */
    static Optional<Path> binary() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, "mosquitto")).filter(Files::isExecutable)
                .findFirst();
    }

    private Process run() throws IOException {
        Process started = new ProcessBuilder(binary.toString(), "-c", configuration.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(this::listens);
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9}; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        gone();
    }

    /** As {@code kill -TERM}: it writes its store. Returns when it is gone. */
    void terminate() {
        process.destroy();
        gone();
    }

    /** Another one on the same port, with what the last one left. */
    void restart() throws IOException {
        process = run();
    }

    /** As {@code kill -STOP}: connections stand, and nothing answers. */
    void stop() throws Exception {
        signal("STOP");
    }

    /** As {@code kill -CONT}. */
    void goOn() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    private void gone() {
        process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    @Override
    public void close() {
        kill();
    }
}
