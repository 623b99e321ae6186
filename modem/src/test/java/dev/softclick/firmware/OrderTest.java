package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.at.Dialect;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** "Order" and "URCs" of wire.md, and the habits of shipped host programs. */
class OrderTest {
    private static Bench opened() {
        return Bench.withoutEcho().run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    private static Bench subscribed() {
        return Bench.withoutEcho().run("> AT+AWSSUBOPEN=0,\"s\"\n< OK\n@50ms\n< +AWSSUBOPEN: 0,0");
    }

    @Test
    void resultsComeInTheOrderOfTheirCommandsThoughTheseComeInOnePiece() {
        Bench.withoutEcho().run("""
                >> AT+AWSSUBCLOSE=1\\rAT+AWSPUBCLOSE=0\\r
                << \\r\\nOK\\r\\n\\r\\nOK\\r\\n
                @60ms
                << \\r\\n+AWSSUBCLOSE: 1,-2\\r\\n\\r\\n+AWSPUBCLOSE: 0,-2\\r\\n
                """);
    }

    /** A broker may send all it kept before the SUBACK; a link that was not read for it never brought the SUBACK. */
    @Test
    void aFullWindowOfMessagesBeforeTheSubackDoesNotStopTheLink() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.holdsAcknowledgements = true;
        bench.run("> AT+AWSSUBOPEN=0,\"s\"\n< OK");
        for (int i = 0; i < UnsolicitedQueue.FULL; i++) {
            bench.cloud.sends("s/thing_0001", "x");
        }
        bench.pump();
        assertThat(bench.cloud.requests(LinkRequest.Reading.class)).isEmpty();
        bench.cloud.acknowledgeHeld();
        bench.pump();
        bench.pass(Duration.ofMillis(60));
        assertThat(bench.said()).startsWith("\\r\\n+AWSSUBOPEN: 0,0\\r\\n\\r\\n+AWS:0,1\\r\\nx");
    }

    @Test
    void openedTwiceQuickly() {
        Bench.withoutEcho().run("""
                > AT+AWSPUBOPEN=0,"a"
                < OK
                > AT+AWSPUBOPEN=0,"b"
                < OK
                @50ms
                << \\r\\n+AWSPUBOPEN: 0,0\\r\\n\\r\\n+AWSPUBOPEN: 0,-2\\r\\n
                > AT+AWSPUBOPEN?
                < 0: a/thing_0001
                < OK
                """);
    }

    @Test
    void ifTheFirstOpenFailsTheSecondTries() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.refusal = new LinkFault(LinkFault.Cause.SERVER_NOT_TRUSTED, "for the test");
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"a\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,-1");
        bench.cloud.refusal = null;
        bench.run("> AT+AWSPUBOPEN=0,\"a\"\n< OK\n> AT+AWSPUBOPEN=0,\"b\"\n< OK\n@2s");
        bench.cloud.drops(LinkFault.Cause.TLS_ALERT_CERTIFICATE);
        bench.cloud.hangs = false;
        bench.pump();
        bench.run("< +AWSPUBOPEN: 0,-1\n@3s\n< +AWSPUBOPEN: 0,0\n> AT+AWSPUBOPEN?\n< 0: b/thing_0001\n< OK");
    }

    @Test
    void aCloseWaitsForThePendingOpen() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"a\"\n< OK\n> AT+AWSPUBCLOSE=0\n< OK\n@5s");
        bench.cloud.proceed();
        bench.pump();
        bench.run("<< \\r\\n+AWSPUBOPEN: 0,0\\r\\n\\r\\n+AWSPUBCLOSE: 0,0\\r\\n");
    }

    @Test
    void closeOpenAndPublishBackToBackAfterARestart() {
        Bench.withoutEcho(Dialect.FIELD).run("""
                >> AT+AWSPUBCLOSE=0\\r\\nAT+AWSPUBOPEN=0,"t"\\r\\nAT+AWSPUBLISH=0,3\\r\\n
                << \\r\\nOK\\r\\n\\r\\nOK\\r\\n
                @50ms
                << \\r\\n+AWSPUBCLOSE:0,-2\\r\\n\\r\\n+AWSPUBOPEN:0,0\\r\\n\\r\\n>
                >> abc
                < SEND OK
                ~< t/thing_0001 abc
                """);
    }

    @Test
    void aPublishWaitsForItsOpenWhileOtherResultsFlow() {
        Bench bench = subscribed();
        bench.cloud.holdsAcknowledgements = true;
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.cloud.hangs = true;
        bench.pump();
        bench.run("> AT+AWSPUBOPEN=1,\"t\"\n< OK\n@1ms\n> AT+AWSPUBLISH=1,2\n@10s");
        bench.cloud.proceed();
        bench.pump();
        bench.run("< +AWSPUBOPEN: 1,0\n<< \\r\\n>\n>> ab\n< SEND OK");
    }

    @Test
    void aPublishWhoseOpenFailsIsAnError() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@1ms\n> AT+AWSPUBLISH=0,2\n@74s");
        bench.pass(Duration.ofSeconds(1));
        bench.run("< +AWSPUBOPEN: 0,-1\n< ERROR\n> AT+AWSSTATE?\n< +AWSSTATE: 8\n< OK");
    }

    @Test
    void thePayloadSentBlindlyWhileThePublishWaitsIsKept() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.hangs = true;
        bench.run(">> AT+AWSPUBOPEN=0,\"t\"\\r\\n\n< OK\n>> AT+AWSPUBLISH=0,5\\r\\n\n@8s\n>> hello\\r\\nAT\\r\\n");
        bench.cloud.proceed();
        bench.pump();
        bench.run("< +AWSPUBOPEN: 0,0\n<< \\r\\n>\\r\\nSEND OK\\r\\n\\r\\nOK\\r\\n\n~< t/thing_0001 hello");
    }

    @Test
    void keptInputIsEchoedWhenItIsRun() {
        Bench bench = new Bench();
        bench.run(">> AT+AWSPUBOPEN=0,\"t\"\\r\n<< AT+AWSPUBOPEN=0,\"t\"\\r\\r\\nOK\\r\\n\n@50ms\n< +AWSPUBOPEN: 0,0");
        bench.cloud.holdsAcknowledgements = true;
        bench.run(">> AT+AWSPUBLISH=0,1,2\\rxAT\\rA\n<< AT+AWSPUBLISH=0,1,2\\r\\r\\n>");
        bench.cloud.acknowledgeHeld();
        bench.pump();
        bench.run("<< \\r\\nSEND OK\\r\\nAT\\r\\r\\nOK\\r\\nA");
    }

    @Test
    void aLineThatOverflowsWhatIsKeptIsAnError() {
        Bench bench = opened();
        bench.cloud.holdsAcknowledgements = true;
        bench.run("> AT+AWSPUBLISH=0,1,2\n<< \\r\\n>\n>> x");
        bench.type(("AT" + " ".repeat(500) + "\r").repeat(2).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        bench.type("AT+GSN;+GSN;+GSN;+GSN;+GSN\r\nAT+GSN\r\n\r\nAT+GS".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        bench.cloud.acknowledgeHeld();
        bench.pump();
        bench.run("< SEND OK\n<< \\r\\nOK\\r\\n\\r\\nOK\\r\\n\\r\\nERROR\\r\\n\\r\\nERROR\\r\\n\n>> N\\r\n< ERROR\n> AT\n< OK");
    }

    @Test
    void noMessageBeforeTheResultOfItsOpen() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.holdsAcknowledgements = true;
        bench.run("> AT+AWSSUBOPEN=3,\"s\"\n< OK\n~> s/thing_0001 early\n@5s");
        bench.cloud.acknowledgeHeld();
        bench.pump();
        bench.run("<< \\r\\n+AWSSUBOPEN: 3,0\\r\\n\\r\\n+AWS:3,5\\r\\nearly");
    }

    @Test
    void twoSocketsOnEqualTopicsShareOneSubscription() {
        Bench bench = Bench.withoutEcho();
        bench.run("""
                > AT+AWSSUBOPEN=2,"s"
                < OK
                > AT+AWSSUBOPEN=5,"s"
                < OK
                @50ms
                << \\r\\n+AWSSUBOPEN: 2,0\\r\\n\\r\\n+AWSSUBOPEN: 5,0\\r\\n
                ~> s/thing_0001 hi
                << \\r\\n+AWS:2,2\\r\\nhi\\r\\n+AWS:5,2\\r\\nhi
                > AT+AWSSUBCLOSE=2
                < OK
                @50ms
                < +AWSSUBCLOSE: 2,0
                ~> s/thing_0001 hi
                << \\r\\n+AWS:5,2\\r\\nhi
                """);
        assertThat(bench.cloud.requests(LinkRequest.Subscribe.class)).hasSize(1);
        assertThat(bench.cloud.requests(LinkRequest.Unsubscribe.class)).isEmpty();
        assertThat(bench.cloud.requests(LinkRequest.Acknowledge.class)).as("once a packet").hasSize(2);
        bench.run("> AT+AWSSUBCLOSE=5\n< OK\n@50ms\n< +AWSSUBCLOSE: 5,0");
        assertThat(bench.cloud.requests(LinkRequest.Unsubscribe.class)).hasSize(1);
    }

    @Test
    void aPlusMatchesOneLevel() {
        Bench.withoutEcho().run("""
                > AT+AWSSUBOPEN=1,"+"
                < OK
                > AT+AWSSUBOPEN=0,"a"
                < OK
                @50ms
                << \\r\\n+AWSSUBOPEN: 1,0\\r\\n\\r\\n+AWSSUBOPEN: 0,0\\r\\n
                ~> a/thing_0001 x
                << \\r\\n+AWS:0,1\\r\\nx\\r\\n+AWS:1,1\\r\\nx
                ~> b/thing_0001 y
                << \\r\\n+AWS:1,1\\r\\ny
                """);
    }

    @Test
    void aMessageIsAcknowledgedOnlyWhenItHasLeft() {
        Bench bench = subscribed();
        bench.wireFree = false;
        bench.run("~> s/thing_0001 x");
        assertThat(bench.cloud.requests(LinkRequest.Acknowledge.class)).isEmpty();
        bench.wireFree = true;
        bench.pump();
        bench.run("<< \\r\\n+AWS:0,1\\r\\nx");
        assertThat(bench.cloud.requests(LinkRequest.Acknowledge.class)).hasSize(1);
    }

    @Test
    void whenTheWireIsSlowTheLinkIsNotRead() {
        Bench bench = subscribed();
        bench.wireFree = false;
        for (int i = 0; i < 63; i++) {
            bench.cloud.sends("s/thing_0001", "x");
        }
        bench.pump();
        assertThat(bench.cloud.requests(LinkRequest.Reading.class)).isEmpty();
        bench.cloud.sends("s/thing_0001", "x");
        bench.cloud.sends("s/thing_0001", "x");
        bench.pump();
        assertThat(bench.cloud.requests(LinkRequest.Reading.class)).containsExactly(new LinkRequest.Reading(false));
        bench.wireFree = true;
        bench.pump();
        assertThat(bench.cloud.requests(LinkRequest.Reading.class)).endsWith(new LinkRequest.Reading(true));
        assertThat(bench.said()).isEqualTo("\\r\\n+AWS:0,1\\r\\nx".repeat(65));
    }

    @Test
    void aHalfTypedLineHoldsThemForASecond() {
        subscribed().run("""
                >> AT+G
                ~> s/thing_0001 x
                @999ms
                >> S
                @999ms
                @1ms
                << \\r\\n+AWS:0,1\\r\\nx
                >> N\\r
                < 356938035643809
                < OK
                # noise is no command line
                >> zzz
                ~> s/thing_0001 y
                << \\r\\n+AWS:0,1\\r\\ny
                """);
    }

    @Test
    void aPublishHoldsThemUntilItsResult() {
        Bench bench = subscribed();
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0\n> AT+AWSPUBLISH=0,2\n<< \\r\\n>\n>> a\n~> s/thing_0001 x\n@60s\n>> b\n< SEND OK\n<< \\r\\n+AWS:0,1\\r\\nx");
        bench.cloud.holdsAcknowledgements = true;
        bench.run("> AT+AWSPUBLISH=0,1,2\n<< \\r\\n>\n~> s/thing_0001 y\n@1s\n>> b\n<< \\r\\n+AWS:0,1\\r\\ny");
        bench.cloud.acknowledgeHeld();
        bench.pump();
        bench.run("< SEND OK");
    }

    @Test
    void theResultOfAnOpenCountsFromWhenItsOkHasLeft() {
        Bench bench = Bench.withoutEcho();
        bench.wireFree = false;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n@1s");
        bench.wireFree = true;
        bench.pump();
        bench.run("< OK\n@49ms\n@1ms\n< +AWSPUBOPEN: 0,0");
    }

    @Test
    void sendFailWhenTheBrokerRefusesOrTheLinkBreaks() {
        Bench bench = opened();
        bench.cloud.refusesPublishes = true;
        bench.run("> AT+AWSPUBLISH=0,1,2\n<< \\r\\n>\n>> x\n< SEND FAIL");
        bench.cloud.refusesPublishes = false;
        bench.cloud.holdsAcknowledgements = true;
        bench.run("> AT+AWSPUBLISH=0,1,2\n<< \\r\\n>\n>> x");
        bench.cloud.hangs = true;
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.run("< SEND FAIL\n> AT+AWSPUBLISH=0,1\n< ERROR");
    }

    @Test
    void sendFailWhenTheLinkBreaksWhilePayloadComes() {
        Bench bench = opened();
        bench.run("> AT+AWSPUBLISH=0,2\n<< \\r\\n>\n>> x");
        bench.cloud.hangs = true;
        bench.cloud.drops(LinkFault.Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.run(">> y\n< SEND FAIL");
        assertThat(bench.cloud.requests(LinkRequest.Publish.class)).isEmpty();
    }

    @Test
    void resetAnswersWhatIsPendingAndDropsTheRest() {
        Bench bench = subscribed();
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"a\"\n< OK\n> AT+AWSPUBOPEN=1,\"b\"\n< OK\n> AT+AWSSUBCLOSE=0\n< OK\n> AT+AWSRESET\n< OK\n@50ms"
                + "\n<< \\r\\n+AWSPUBOPEN: 0,-1\\r\\n\\r\\n+AWSPUBOPEN: 1,-1\\r\\n\\r\\n+AWSSUBCLOSE: 0,0\\r\\n"
                + "\n> AT+AWSSTATE?\n< +AWSSTATE: 0\n< OK\n> AT+AWSPUBOPEN?\n< OK\n> AT+AWSSUBOPEN?\n< OK");
        assertThat(bench.cloud.requests()).contains(new LinkRequest.Disconnect());
    }

    @Test
    void tooManyWaitingOnOneIndexIsAnError() {
        Bench bench = Bench.withoutEcho();
        bench.cloud.hangs = true;
        for (int i = 0; i < TopicSocket.MAX_WAITING; i++) {
            bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK");
        }
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< ERROR\n> AT+AWSPUBOPEN=1,\"t\"\n< OK");
    }

    @Test
    void splittingTheSameBytesDifferentlyChangesNothing() {
        byte[] talk = Bench.bytes("x\\x00ATE1\\r\\nat+gsn;+qccid\\rAT+AWSPUBOPEN=0,\"t\"\\r\\nAT+AWSPUBLISH=0,5\\r\\nhello\\r\\nAT+AWSPUBLISH=0,2,2\\r\\n\\r\\n"
                + "A/xyATV0\\rATV1\\rAT+AWSPUBLISH=1,2\\r\\nAT+AWSSTATE?\\r\\nAT\\x08\\x08E0\\r\\n\\nAT\\rAT+AWSPUBLISH=0,1\\r\\nA/\\r");
        String whole = play(talk, talk.length, 0);
        assertThat(whole).contains("SEND OK", "+AWSPUBOPEN: 0,0", "+AWSSTATE: 6");
        for (int split = 1; split < talk.length; split++) {
            assertThat(play(talk, split, talk.length - split)).as("split at %d", split).isEqualTo(whole);
        }
        assertThat(play(talk, 1, 1)).as("byte by byte").isEqualTo(whole);
    }

    private static String play(byte[] talk, int first, int others) {
        Bench bench = new Bench();
        bench.type(Arrays.copyOf(talk, first));
        for (int at = first; at < talk.length; at += others) {
            bench.type(Arrays.copyOfRange(talk, at, at + others));
        }
        bench.pass(Duration.ofSeconds(1));
        return bench.said();
    }
}
