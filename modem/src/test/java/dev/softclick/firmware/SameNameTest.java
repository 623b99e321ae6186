package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.link.LinkRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two modems with one thing name throw each other off: this one comes back seldom. */
class SameNameTest {
    private final Bench bench = Bench.withoutEcho().run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");

    private void drops(Cause cause) {
        bench.cloud.drops(cause);
        bench.pump();
    }

    private int attempts() {
        return bench.cloud.requests(LinkRequest.Connect.class).size();
    }

    private void restsForAtLeastAMinute() {
        int before = attempts();
        bench.states();
        bench.pass(Duration.ofSeconds(59));
        assertThat(attempts()).isEqualTo(before);
        assertThat(bench.states()).containsExactly(8);
        bench.pass(Duration.ofSeconds(61));
        assertThat(attempts()).isEqualTo(before + 1);
        assertThat(bench.states()).containsExactly(8, 2, 3, 4, 5, 6);
    }

    @Test
    void aTakenOverSessionIsLeftToTheOther() {
        drops(Cause.SESSION_TAKEN_OVER);
        restsForAtLeastAMinute();
        drops(Cause.CONNECTION_CLOSED);
        restsForAtLeastAMinute();
    }

    @Test
    void threeEarlyClosesInARowAreTakenForIt() {
        for (int i = 0; i < 2; i++) {
            bench.pass(Duration.ofSeconds(3));
            drops(Cause.CONNECTION_CLOSED);
            bench.pass(Duration.ofSeconds(3));
            assertThat(bench.modem.state()).isEqualTo(ModemState.READY_CONNECTED);
        }
        drops(Cause.CONNECTION_CLOSED);
        restsForAtLeastAMinute();
    }

    @Test
    void closesWithTimeOrAnotherReasonBetweenThemAreNot() {
        for (int i = 0; i < 8; i++) {
            bench.pass(i % 2 == 0 ? Duration.ofSeconds(61) : Duration.ofSeconds(9));
            drops(i % 4 < 2 ? Cause.CONNECTION_CLOSED : Cause.SERVER_DISCONNECT);
            bench.pass(Duration.ofSeconds(4));
            assertThat(bench.modem.state()).as("after close " + i).isEqualTo(ModemState.READY_CONNECTED);
        }
    }

    @Test
    void theHostCannotShortenTheRest() {
        drops(Cause.SESSION_TAKEN_OVER);
        int before = attempts();
        bench.run("> AT+AWSPUBOPEN=1,\"t\"\n< OK\n@30s");
        assertThat(attempts()).isEqualTo(before);
        bench.pass(Duration.ofSeconds(90));
        assertThat(attempts()).isEqualTo(before + 1);
    }

    @Test
    void notEvenByClosingAndOpening() {
        drops(Cause.SESSION_TAKEN_OVER);
        int before = attempts();
        bench.run("> AT+AWSPUBCLOSE=0\n< OK\n@50ms\n< +AWSPUBCLOSE: 0,0\n> AT+AWSSTATE?\n< +AWSSTATE: 0\n< OK\n> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50s");
        bench.run("> AT+AWSSTATE?\n< +AWSSTATE: 8\n< OK");
        assertThat(attempts()).isEqualTo(before);
    }

    @Test
    void aLinkThatStoodForAMinuteOrAResetEndsIt() {
        drops(Cause.SESSION_TAKEN_OVER);
        bench.pass(Duration.ofSeconds(190));
        drops(Cause.CONNECTION_CLOSED);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.modem.state()).isEqualTo(ModemState.READY_CONNECTED);
        drops(Cause.SESSION_TAKEN_OVER);
        bench.run("> AT+AWSRESET\n< OK\n> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, names = {"SESSION_TAKEN_OVER", "CONNECTION_CLOSED"})
    void newKeysAreTriedAtOnceAllTheSame(Cause cause) {
        drops(Cause.SESSION_TAKEN_OVER);
        bench.pass(Duration.ofSeconds(121));
        bench.sim.generation(2);
        drops(cause);
        assertThat(bench.modem.state()).isEqualTo(ModemState.READY_CONNECTED);
    }
}
