package dev.softclick.benchmarks.broker;

import dev.softclick.cloud.LocalAuthority;
import dev.softclick.cloud.LocalCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Mosquitto with mutual TLS, with the certificates of a local cloud's CA, in a process of its own. */
public final class Mosquitto implements BrokerUnderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final LocalAuthority authority;
    private final Path folder;
    private final Path configuration;
    private Process process;

    /** @param folder what it needs comes here */
    public Mosquitto(Path folder) throws IOException {
        this.folder = folder;
        try (LocalCloud cloud = LocalCloud.in(folder).port(0).start()) {
            // For its server certificate, which stays.
            authority = cloud.authority();
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                listener %1$d 127.0.0.1
                cafile %2$s/ca.pem
                certfile %2$s/server.pem
                keyfile %2$s/server.key
                require_certificate true
                tls_version tlsv1.3
                allow_anonymous true
                set_tcp_nodelay true
                max_queued_messages 0
                max_inflight_messages 1000
                persistence false
                %3$s
                """.formatted(port, certificates(), System.getProperty("user.name").equals("root") ? "user root" : ""));
        process = start();
    }

    public static boolean installed() {
        return program("mosquitto").isPresent();
    }

    /** A program on the PATH, or where Debian puts servers. */
    public static Optional<Path> program(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":")).filter(place -> !place.isEmpty()).map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst();
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(program("mosquitto").orElseThrow().toString(), "-c", configuration.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile())).start();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() > until) {
                started.destroyForcibly();
                throw new IOException("mosquitto does not come up: " + Files.readString(folder.resolve("mosquitto.log")).strip());
            }
            Thread.onSpinWait();
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Killed and started again, as by a power cut. */
    public void restart() throws IOException {
        close();
        process = start();
    }

    /** Where {@code ca.pem} lies, for its own tools. */
    public Path certificates() {
        return folder.resolve("cloud").resolve("ca");
    }

    @Override
    public String what() {
        return "Mosquitto";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public LocalAuthority authority() {
        return authority;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
