package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log tells of a link in trouble: plain words, each once. */
class TroubleLogTest {
    private static final String OPEN = "> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0";

    private final Logger logger = (Logger) LoggerFactory.getLogger(LinkMaintenance.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Level level = logger.getLevel();
    private final Bench bench = Bench.withoutEcho();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(level);
    }

    private List<String> lines() {
        List<String> lines = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        log.list.clear();
        return lines;
    }

    private void drops(Cause cause) {
        bench.cloud.drops(cause);
        bench.pump();
    }

    @Test
    void aLinkWithoutTroubleSaysNothing() {
        bench.run(OPEN);
        assertThat(lines()).isEmpty();
    }

    @Test
    void goingBackToTheOldKeys() {
        bench.run(OPEN);
        bench.cloud.judge = connect -> connect.material().generation() == 2 ? new LinkFault(Cause.CONNACK_NOT_AUTHORISED, "the broker refused us") : null;
        bench.sim.generation(2);
        drops(Cause.CONNECTION_CLOSED);
        assertThat(lines()).containsExactly(
                "thing_0001: for the test: CONNECTION_CLOSED",
                "thing_0001: the SIM holds new security material (generation 2): trying it now",
                "thing_0001: the broker refused us",
                "thing_0001: the new security material (generation 2) does not work: going back to generation 1",
                "thing_0001: connected");
    }

    @Test
    void goingOnToTheNextNetwork() {
        bench.sim.networks("eth0", "usb0");
        bench.cloud.judge = connect -> connect.route().from().orElseThrow().equals("eth0") ? new LinkFault(Cause.DNS, "DNS knows no host cloud.test") : null;
        bench.run(OPEN);
        assertThat(lines()).containsExactly(
                "thing_0001: network eth0: DNS knows no host cloud.test; trying network usb0", "thing_0001: connected over usb0");
    }

    @Test
    void anOutageOfDaysIsAFewLines() {
        bench.sim.networks("eth0", "usb0");
        bench.run(OPEN);
        lines();
        bench.cloud.judge = connect -> new LinkFault(Cause.DNS, "DNS knows no host cloud.test");
        drops(Cause.KEEP_ALIVE_TIMEOUT);
        bench.pass(Duration.ofDays(4));
        String eth0 = "thing_0001: network eth0: DNS knows no host cloud.test; trying network usb0";
        String usb0 = "thing_0001: DNS knows no host cloud.test";
        assertThat(lines()).containsExactly(
                "thing_0001: for the test: KEEP_ALIVE_TIMEOUT",
                eth0, usb0,
                eth0 + " (10 times now)", usb0 + " (10 times now)",
                eth0 + " (100 times now)", usb0 + " (100 times now)",
                eth0 + " (1000 times now)", usb0 + " (1000 times now)");
        bench.cloud.judge = connect -> null;
        bench.pass(Duration.ofMinutes(3));
        assertThat(lines()).containsExactly("thing_0001: connected over eth0");
    }

    @Test
    void aTroubleWhoseWordsNameTheTimeIsOne() {
        bench.run(OPEN);
        Instant[] time = {Instant.parse("1970-01-01T00:00:00Z")};
        bench.cloud.judge = connect -> {
            time[0] = time[0].plusSeconds(97);
            return new LinkFault(Cause.SERVER_DISCONNECT, "the broker is away, it says \"" + time[0] + ", request " + (1_000_000 + time[0].getEpochSecond()) + "\"");
        };
        drops(Cause.SERVER_DISCONNECT);
        bench.pass(Duration.ofDays(1));
        assertThat(time[0]).isAfter(Instant.parse("1970-01-01T10:00:00Z"));
        assertThat(lines()).hasSizeLessThan(6);
    }

    @Test
    void troublesThatAreAllDifferentAreNotToldForEver() {
        bench.run(OPEN);
        int[] count = {0};
        bench.cloud.judge = connect -> new LinkFault(Cause.DNS, "no. " + count[0]++);
        drops(Cause.SERVER_DISCONNECT);
        bench.pass(Duration.ofDays(1));
        assertThat(count[0]).isGreaterThan(100);
        assertThat(lines()).hasSizeBetween(20, 40);
    }

    @Test
    void aLinkThatComesAndGoesAllDayIsAFewLines() {
        bench.run(OPEN);
        int times = 0;
        for (; times < 1000; times++) {
            drops(times % 4 < 2 ? Cause.SERVER_DISCONNECT : Cause.CONNECTION_CLOSED);
            bench.pass(Duration.ofSeconds(30));
        }
        assertThat(log.list.stream().filter(line -> line.getLevel().equals(Level.WARN))).hasSizeLessThan(12);
    }

    @Test
    void aTroubleAfterTheLinkHasStoodWellIsToldAnew() {
        bench.run(OPEN);
        for (int i = 0; i < 2; i++) {
            drops(Cause.SERVER_DISCONNECT);
            assertThat(lines()).containsExactly("thing_0001: for the test: SERVER_DISCONNECT");
            bench.pass(Duration.ofMinutes(5));
            assertThat(lines()).containsExactly("thing_0001: connected");
        }
    }

    @Test
    void aRivalIsToldOnce() {
        bench.run(OPEN);
        for (int i = 0; i < 5; i++) {
            drops(Cause.SESSION_TAKEN_OVER);
            bench.pass(Duration.ofSeconds(121));
        }
        assertThat(lines()).containsExactly(
                "thing_0001: another client uses the name thing_0001: two modems with one thing name throw each other off; trying again seldom now");
    }
}
