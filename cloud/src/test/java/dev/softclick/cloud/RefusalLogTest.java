package dev.softclick.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What was refused to whom, and why, is one line in plain words. */
class RefusalLogTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.softclick.cloud");
    private final AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private LocalCloud cloud;
    private ClientCredentials alice;

    @BeforeEach
    void start(@TempDir Path home) throws IOException {
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        recorder.start();
        logger.addAppender(recorder);
        cloud = LocalCloud.in(home).port(0).start();
        alice = cloud.authority().issueDevice("alice");
    }

    @AfterEach
    void stop() {
        cloud.close();
        logger.detachAppender(recorder);
        logger.setAdditive(true);
        logger.setLevel(Level.ERROR);
    }

    private void knock(SSLContext tls) {
        try (RawMqtt client = new RawMqtt(cloud.port(), tls, 5)) {
            client.connect("alice", true, 0);
            client.read();
        } catch (IOException e) {
            // That is what is meant to happen; the line is what is looked at.
        }
    }

    private void assertLine(String... parts) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(lines).hasSize(1));
        assertThat(lines.getFirst()).contains(parts);
        lines.clear();
    }

    @Test
    void tls_refusals_are_told_in_plain_words(@TempDir Path elsewhere) throws Exception {
        knock(TestTls.anonymous(alice.ca()));
        assertLine("refused /127.0.0.1:", "it presented no certificate");
        ClientCredentials stranger = LocalAuthority.in(elsewhere).issueDevice("alice");
        knock(TestTls.of(stranger, alice.ca()));
        assertLine("CN=alice", "is from another CA");
        knock(TestTls.of(alice, stranger.ca()));
        assertLine("it does not trust this cloud's certificate");
        cloud.revoke(alice.serial());
        knock(TestTls.of(alice));
        assertLine("CN=alice", "is revoked");
        try (Socket plain = new Socket("127.0.0.1", cloud.port())) {
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertLine("it does not speak TLS");
        }
    }

    @Test
    void a_refusal_that_is_repeated_is_told_once() throws Exception {
        try (RawMqtt client = RawMqtt.connected(cloud.port(), alice, "alice", 5)) {
            for (int i = 0; i < 5; i++) {
                client.publish("data/bob", new byte[1], 1, false);
                client.read();
            }
            assertLine("refused thing alice (/127.0.0.1:", "to use topic 'data/bob'", "last level is its name");
        }
    }

    @Test
    void what_a_client_says_cannot_forge_a_line() throws Exception {
        try (RawMqtt client = new RawMqtt(cloud.port(), TestTls.of(alice), 5)) {
            client.connect("x\nWARN all is well" + "y".repeat(5_000), true, 0);
            assertThat(client.read().at(1)).isEqualTo(0x87);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(lines).hasSize(1));
        assertThat(lines.getFirst()).doesNotContain("\n").hasSizeLessThan(500);
    }
}
