package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** "States" of wire.md. */
class LinkMaintenanceTest {
    private static final LinkFault CLOSED = new LinkFault(LinkFault.Cause.CONNECTION_CLOSED, "the connection was closed");
    private static final LinkFault REFUSED = new LinkFault(LinkFault.Cause.CONNECTION_REFUSED, "nobody listens there");

    private static Bench open() {
        return Bench.withoutEcho().run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    private static void state(Bench bench, int code) {
        bench.run("> AT+AWSSTATE?\n< +AWSSTATE: " + code + "\n< OK");
    }

    @Test
    void theSimIsNotReadAtPowerUpButWhenATopicIsOpened() {
        Bench bench = new Bench();
        assertThat(bench.sim.reads()).isZero();
        bench.run(">> AT+AWSPUBOPEN=0,\"t\"\\r\n<< AT+AWSPUBOPEN=0,\"t\"\\r\\r\\nOK\\r\\n\n@50ms\n< +AWSPUBOPEN: 0,0");
        assertThat(bench.sim.reads()).isPositive();
    }

    @Test
    void theStatesAlongAnOpen() {
        Bench bench = Bench.withoutEcho();
        state(bench, 0);
        bench.cloud.hangs = true;
        bench.run("> AT+AWSSUBOPEN=0,\"s\"\n< OK");
        state(bench, 2);
        List<LinkEvent> steps =
                List.of(new LinkEvent.NetworkConnected(), new LinkEvent.Secured(), new LinkEvent.ConnectSent(), new LinkEvent.Connected(false));
        bench.cloud.holdsAcknowledgements = true;
        for (int i = 0; i < steps.size(); i++) {
            bench.cloud.tells(steps.get(i));
            bench.pump();
            state(bench, 3 + i);
        }
        bench.cloud.acknowledgeHeld();
        bench.pump();
        state(bench, 7);
        bench.run("@50ms\n< +AWSSUBOPEN: 0,0");
    }

    @Test
    void theLinkLingersTenSecondsAfterTheLastClose() {
        Bench bench = open();
        bench.run("> AT+AWSPUBCLOSE=0\n< OK\n@50ms\n< +AWSPUBCLOSE: 0,0\n@9s");
        state(bench, 6);
        bench.run("@1s");
        state(bench, 0);
        assertThat(bench.cloud.requests()).endsWith(new LinkRequest.Disconnect());
    }

    @Test
    void openingAgainWhileItLingersKeepsTheLink() {
        Bench bench = open();
        bench.run("> AT+AWSPUBCLOSE=0\n< OK\n@50ms\n< +AWSPUBCLOSE: 0,0\n@9s\n> AT+AWSPUBOPEN=1,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 1,0\n@60s");
        state(bench, 6);
        assertThat(bench.cloud.requests(LinkRequest.Connect.class)).hasSize(1);
    }

    @Test
    void aLostLinkIsRestoredWhileASocketIsOpen() {
        Bench bench = Bench.withoutEcho().run("> AT+AWSSUBOPEN=0,\"s\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,0");
        bench.cloud.refusal = REFUSED;
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.pump();
        state(bench, 8);
        bench.pass(Duration.ofHours(10));
        state(bench, 8);
        int attempts = bench.cloud.requests(LinkRequest.Connect.class).size();
        assertThat(attempts).as("full jitter below 120 s, over 10 h").isBetween(300, 1800);
        bench.cloud.refusal = null;
        bench.cloud.sessionPresent = true;
        bench.cloud.holdsAcknowledgements = true;
        bench.pass(Duration.ofSeconds(120));
        // the subscription is asked for again before state 7 is shown
        state(bench, 6);
        assertThat(bench.cloud.requests(LinkRequest.Subscribe.class)).hasSize(2);
        bench.cloud.acknowledgeHeld();
        bench.pump();
        state(bench, 7);
        assertThat(bench.cloud.requests(LinkRequest.Connect.class).getFirst().cleanStart()).isTrue();
        assertThat(bench.cloud.requests(LinkRequest.Connect.class).getLast().cleanStart()).isFalse();
        bench.run("~> s/thing_0001 x\n<< \\r\\n+AWS:0,1\\r\\nx");
    }

    @Test
    void noConnectIsSentWithinASecondOfTheOneBefore() {
        for (int i = 0; i < 10; i++) {
            Bench bench = open();
            bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
            bench.pump();
            bench.pass(Duration.ofMillis(900));
            assertThat(bench.cloud.requests(LinkRequest.Connect.class)).hasSize(1);
            bench.pass(Duration.ofMillis(200));
            assertThat(bench.cloud.requests(LinkRequest.Connect.class)).hasSize(2);
        }
    }

    @Test
    void aSubscriptionRefusedOnRestoringIsKeptAndRetried() {
        Bench bench = Bench.withoutEcho().run("> AT+AWSSUBOPEN=0,\"s\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,0");
        bench.cloud.refusesSubscriptions = true;
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.pass(Duration.ofSeconds(2));
        state(bench, 6);
        bench.run("> AT+AWSSUBOPEN?\n< 0: s/thing_0001\n< OK");
        bench.cloud.refusesSubscriptions = false;
        bench.pass(Duration.ofSeconds(60));
        state(bench, 7);
    }

    @Test
    void aRefusedSubscriptionIsTheFailureOfItsOpen() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.refusesSubscriptions = true;
        bench.run("> AT+AWSSUBOPEN=0,\"s\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,-1\n> AT+AWSSUBOPEN?\n< OK");
        bench.cloud.refusesSubscriptions = false;
        bench.run("> AT+AWSSUBOPEN=0,\"s\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,0");
    }

    @Test
    void whatTheCloudRefusesForGoodEndsPendingOpensAtOnce() {
        for (LinkFault.Cause cause : LinkFault.Cause.values()) {
            Bench bench = Bench.withoutEcho();
            bench.cloud.refusal = new LinkFault(cause, "for the test");
            if (cause.forGood()) {
                bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,-1");
            } else {
                bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@74s");
                state(bench, 8);
                bench.run("@1s\n< +AWSPUBOPEN: 0,-1");
            }
            state(bench, 8);
            int attempts = bench.cloud.requests(LinkRequest.Connect.class).size();
            bench.pass(Duration.ofHours(1));
            assertThat(bench.cloud.requests(LinkRequest.Connect.class)).as("nobody needs the link").hasSize(attempts);
        }
    }

    @Test
    void anOpenThatHangsFailsAfterSeventyFiveSeconds() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@74s");
        state(bench, 2);
        bench.run("@1s\n< +AWSPUBOPEN: 0,-1");
        state(bench, 8);
        assertThat(bench.cloud.requests()).endsWith(new LinkRequest.Disconnect());
        bench.cloud.hangs = false;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    @Test
    void newSecurityMaterialIsTriedAtOnce() {
        Bench bench = open();
        bench.sim.generation(2);
        bench.cloud.drops(LinkFault.Cause.TLS_ALERT_CERTIFICATE);
        bench.pump();
        state(bench, 6);
        assertThat(bench.cloud.requests(LinkRequest.Connect.class).getLast().material().generation()).isEqualTo(2);
    }

    @Test
    void aSimWithoutKeysWaitsForThem() {
        Bench bench = Bench.withoutEcho();
        bench.sim.withoutKeys();
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@20s");
        state(bench, 1);
        bench.run("> AT+AWSBUTTON=LONG\n< ERROR");
        bench.sim.generation(1);
        bench.run("@5s\n< +AWSPUBOPEN: 0,0");
        state(bench, 6);
    }

    @Test
    void aSimThatCannotBeUsedFailsTheOpen() {
        Bench bench = Bench.withoutEcho();
        bench.sim.spoilt();
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,-1");
        state(bench, 8);
        bench.sim.generation(1);
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@1s\n< +AWSPUBOPEN: 0,0");
    }

    @Test
    void anOpenWaitsForAClockThatIsNotSetYet() {
        Bench bench = Bench.withoutEcho();
        bench.sim.notYetValid();
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@20s");
        state(bench, 8);
        bench.sim.generation(1);
        bench.run("@32s\n< +AWSPUBOPEN: 0,0");
        state(bench, 6);
    }

    @Test
    void anOpenWaitsForAClockByWhichTheCloudsCertificateIsNotValidYet() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.refusal = new LinkFault(LinkFault.Cause.SERVER_NOT_YET_VALID, "the cloud's certificate is not valid yet");
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@20s");
        state(bench, 8);
        bench.cloud.refusal = null;
        bench.run("@32s\n< +AWSPUBOPEN: 0,0");
        state(bench, 6);
    }

    @Test
    void aClockThatIsNeverSetEndsTheOpenAsNoNetworkDoes() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.refusal = new LinkFault(LinkFault.Cause.SERVER_NOT_YET_VALID, "the cloud's certificate is not valid yet");
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@75s\n< +AWSPUBOPEN: 0,-1");
        state(bench, 8);
    }

    @Test
    void aButtonConnectsOnDemandAndLetsTheLinkLinger() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.hangs = true;
        bench.run("> AT+AWSBUTTON=DOUBLE\n< OK\n@1s");
        state(bench, 2);
        bench.cloud.proceed();
        bench.pump();
        state(bench, 6);
        bench.run("~< iotbutton/thing_0001 {\"serialNumber\":\"356938035643809\",\"batteryVoltage\":\"3300mV\",\"clickType\":\"DOUBLE\"}\n@10s");
        state(bench, 0);
    }

    @Test
    void buttonsThatWaitTooLongAreGivenUp() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.refusal = REFUSED;
        for (int i = 0; i < ButtonEvents.MAX_WAITING; i++) {
            bench.run("> AT+AWSBUTTON=SINGLE\n< OK");
        }
        bench.run("> AT+AWSBUTTON=SINGLE\n< ERROR");
        bench.pass(Duration.ofMinutes(3));
        int attempts = bench.cloud.requests(LinkRequest.Connect.class).size();
        bench.pass(Duration.ofHours(1));
        assertThat(bench.cloud.requests(LinkRequest.Connect.class)).hasSize(attempts);
    }

    @Test
    void closingWhileTheLinkIsDownEndsTheSubscriptionOnTheNextOne() {
        Bench bench = Bench.withoutEcho().run("""
                > AT+AWSSUBOPEN=0,"a"
                < OK
                > AT+AWSSUBOPEN=1,"b"
                < OK
                @50ms
                << \\r\\n+AWSSUBOPEN: 0,0\\r\\n\\r\\n+AWSSUBOPEN: 1,0\\r\\n
                """);
        bench.cloud.refusal = CLOSED;
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.run("> AT+AWSSUBCLOSE=0\n< OK\n@50ms\n< +AWSSUBCLOSE: 0,0");
        bench.cloud.refusal = null;
        bench.cloud.sessionPresent = true;
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.cloud.requests(LinkRequest.Unsubscribe.class)).extracting(request -> request.filter().text()).containsExactly("a/thing_0001");
        state(bench, 7);
    }

    @Test
    void theDocumentedTableOfMovesIsTheOneInForce() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../docs/technical/states.md")).stream().filter(line -> line.matches("\\| [0-8] \\|.*")).toList();
        List<String> inForce = Arrays.stream(ModemState.values())
                .map(state -> "| " + state.code() + " | "
                        + state.next().stream()
                                .filter(next -> next != state)
                                .map(next -> Integer.toString(next.code()))
                                .collect(Collectors.joining(", "))
                        + " |")
                .toList();
        assertThat(rows).isEqualTo(inForce);
    }

    @Test
    void stateMovesOnlyAlongTheTable() {
        for (ModemState state : ModemState.values()) {
            assertThat(state.next()).as("every state can be left for idle").contains(ModemState.IDLE);
            assertThat(ModemState.values()[state.code()]).isEqualTo(state);
        }
        assertThat(ModemState.IDLE.next()).doesNotContain(ModemState.READY_CONNECTED, ModemState.SSL_CONNECTED);
    }
}
