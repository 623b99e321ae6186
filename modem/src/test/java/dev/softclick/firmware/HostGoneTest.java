package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The host drops DTR ({@link Modem#escape}), or goes away and another comes ({@link Modem#hostLeft}). */
class HostGoneTest {
    private static final byte CR = 13;

    private static final String OPEN_SOCKET =
            """
            > AT+AWSPUBOPEN=0,"t"
            < OK
            @50ms
            < +AWSPUBOPEN: 0,0
            """;

    private final Bench bench = Bench.withoutEcho();

    private enum Way {
        DTR,
        AWAY
    }

    private void gone(Way way) {
        switch (way) {
            case DTR -> bench.dtrDrops();
            case AWAY -> bench.hostLeaves();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHalfTypedLineIsNotGluedToTheNextOne(Way way) {
        bench.run(">> AT+AWSVER+");
        gone(way);
        bench.run("> AT\n< OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "noise", "AT+CMEE=1;+GS"})
    void itDoesNotMatterHowFarItWasTyped(String begun) {
        bench.run(">> " + begun);
        gone(Way.DTR);
        // Neither the T of an AT nor the / of an A/, if the A was another host's; and A/ stands at the start of a line.
        bench.run(
                """
                >> T\\r/\\r
                >> A/
                < OK
                > AT
                < OK
                """);
    }

    @Test
    void aLineThatWasTooLongEndsWithItsHost() {
        bench.type(("AT" + "x".repeat(2000)).getBytes(StandardCharsets.US_ASCII));
        gone(Way.AWAY);
        bench.run("> AT\n< OK");
    }

    @Test
    void whatTheHalfTypedLineHeldUpIsSaidAtOnce() {
        bench.run(OPEN_SOCKET.replace("PUB", "SUB") + ">> AT+AWS\n~> t/thing_0001 m");
        gone(Way.DTR);
        bench.run("<< \\r\\n+AWS:0,1\\r\\nm");
    }

    @ParameterizedTest
    @EnumSource
    void aPayloadThatIsNotCompleteIsGivenUp(Way way) {
        bench.run(OPEN_SOCKET + ">> AT+AWSPUBLISH=0,5\\r\n<< \\r\\n>\n>> hel");
        gone(way);
        bench.run(
                """
                < SEND FAIL
                > AT
                < OK
                > AT+AWSPUBOPEN?
                < 0: t/thing_0001
                < OK
                """);
        assertThat(bench.cloud.requests(LinkRequest.Publish.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPromptThatWaitsForItsLineFeedDoesNotComeAnyMore(Way way) {
        bench.run(OPEN_SOCKET + ">> AT\\r\\n\n< OK\n>> AT+AWSPUBLISH=0,5\\r");
        gone(way);
        bench.run("< ERROR\n@1s\n> AT\n< OK");
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatTheLinkHasTakesItsCourse(Way way) {
        bench.cloud.holdsAcknowledgements = true;
        bench.run(OPEN_SOCKET + "> AT+AWSPUBLISH=0,2,2\n<< \\r\\n>\n>> hi");
        gone(way);
        bench.run("~< t/thing_0001 hi\n> AT");
        bench.cloud.acknowledgeHeld();
        bench.pump();
        bench.run("< SEND OK\n< OK");
    }

    @Test
    void withDtrAPublishThatWaitsForItsOpenIsGivenUpWithAllThatWaitsBehindIt() {
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n> AT+AWSPUBLISH=0,2\n>> hiAT+GMI\\rAT+");
        gone(Way.DTR);
        bench.run("< ERROR\n> AT\n< OK");
    }

    @Test
    void aHostThatLeavesHasWhatItSentWholeDoneAndLeavesNothingHalfForTheNext() {
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n> AT+AWSPUBLISH=0,2\n>> hiAT+AWSPUBLISH=0,5\\rhel");
        gone(Way.AWAY);
        bench.run("> AT");
        bench.cloud.proceed();
        bench.pump();
        bench.run(
                """
                @50ms
                < +AWSPUBOPEN: 0,0
                << \\r\\n>
                ~< t/thing_0001 hi
                < SEND OK
                << \\r\\n>
                < SEND FAIL
                < OK
                """);
    }

    @Test
    void settingsAndSocketsStay() {
        bench.run(OPEN_SOCKET + "> ATV0\n<< 0\\r\n");
        gone(Way.DTR);
        gone(Way.AWAY);
        bench.run("> AT\n<< 0\\r\n> ATV1\n< OK\n> AT+AWSSTATE?\n< +AWSSTATE: 6\n< OK");
    }

    @Test
    void hostsThatComeAndGoWhileInputIsKeptAreToldApartWithinBounds() {
        HostInput input = new HostInput();
        for (int host = 0; host < 3000; host++) {
            input.hostLeft();
            input.hostLeft();
            input.add((byte) 'A', CR);
        }
        int bytes = 0;
        int hosts = 0;
        while (!input.isEmpty()) {
            if (input.takeDeparture()) {
                hosts++;
            } else {
                input.take();
                bytes++;
            }
        }
        assertThat(bytes).isEqualTo(HostInput.CAPACITY);
        assertThat(hosts).isLessThanOrEqualTo(HostInput.CAPACITY + 1).isGreaterThanOrEqualTo(HostInput.CAPACITY);
    }

    @Test
    void aLineThatOverflowsWhatIsKeptDoesNotTakeAnotherHostsWithIt() {
        HostInput input = new HostInput();
        input.add((byte) '1', CR);
        input.hostLeft();
        for (int i = 0; i < HostInput.CAPACITY; i++) {
            input.add((byte) '2', CR);
        }
        assertThat(input.take()).isEqualTo((byte) '1');
        assertThat(input.takeDeparture()).isTrue();
        assertThat(input.isEmpty()).as("the line that did not fit is lost whole").isTrue();
        assertThat(input.losing()).isTrue();
    }
}
