package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import java.time.Duration;
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
    void anOutageIsToldOnceHoweverLongItLasts() {
        bench.sim.networks("eth0", "usb0");
        bench.run(OPEN);
        lines();
        bench.cloud.judge = connect -> new LinkFault(Cause.DNS, "DNS knows no host cloud.test");
        drops(Cause.KEEP_ALIVE_TIMEOUT);
        bench.pass(Duration.ofHours(10));
        assertThat(lines()).containsExactly(
                "thing_0001: for the test: KEEP_ALIVE_TIMEOUT",
                "thing_0001: network eth0: DNS knows no host cloud.test; trying network usb0",
                "thing_0001: DNS knows no host cloud.test");
        bench.cloud.judge = connect -> null;
        bench.pass(Duration.ofMinutes(3));
        assertThat(lines()).containsExactly("thing_0001: connected over eth0");
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
