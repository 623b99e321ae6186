package dev.softclick.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Debian's Mosquitto with mutual TLS on a free port of loopback; what it needs lies in a folder of the test's. */
final class Mosquitto implements AutoCloseable {
    final int port;
    private final Process process;

    /** Where the binary is, if anywhere. */
    static Optional<Path> binary() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin:/usr/local/sbin";
        return Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, "mosquitto")).filter(Files::isExecutable)
                .findFirst();
    }

    Mosquitto(Path binary, Path folder, TestAuthority authority) throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        TestAuthority.Issued server = authority.issue("server", "127.0.0.1", "localhost");
        Files.writeString(folder.resolve("ca.pem"), pem("CERTIFICATE", authority.certificate.getEncoded()));
        Files.writeString(folder.resolve("server.pem"), certificate(server.certificate()));
        Files.writeString(folder.resolve("server.key"), key(server.key()));
        Path configuration = folder.resolve("mosquitto.conf");
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
                max_inflight_messages 20
                persistence false
                user root
                """.formatted(port, folder));
        process = new ProcessBuilder(binary.toString(), "-c", configuration.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("mosquitto.log").toFile()).start();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    private static String certificate(X509Certificate certificate) throws Exception {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String key(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
