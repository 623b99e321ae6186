package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import dev.softclick.link.LinkRequest;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.SimIdentity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New security material: tried at once, and given up at once for the old when it does not work (wire.md, "States"). */
class NewKeysTest {
    private static final String OPEN = "> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0";
    private static final Duration LONGER_THAN_A_BACK_OFF = Duration.ofSeconds(2);

    private final Bench bench = Bench.withoutEcho();

    /** What the cloud says to a generation; nothing: it takes it. */
    private final Map<Long, Cause> refused = new HashMap<>();

    NewKeysTest() {
        bench.cloud.judge = connect -> refused.containsKey(connect.material().generation())
                ? new LinkFault(refused.get(connect.material().generation()), "for the test")
                : null;
    }

    private List<Long> attempts() {
        return bench.cloud.requests(LinkRequest.Connect.class).stream().map(connect -> connect.material().generation()).toList();
    }

    private void drops(Cause cause) {
        bench.states();
        bench.cloud.drops(cause);
        bench.pump();
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyTlsOrMqttErrorHasTheSimReadAgainAndNewKeysTriedAtOnce(Cause cause) {
        bench.run(OPEN);
        bench.sim.generation(2);
        int reads = bench.sim.reads();
        drops(cause);
        if (cause.network()) {
            assertThat(bench.sim.reads()).isEqualTo(reads);
            assertThat(bench.states()).containsExactly(6, 8);
        } else {
            assertThat(attempts()).containsExactly(1L, 2L);
            assertThat(bench.states()).containsExactly(6, 2, 3, 4, 5, 6);
            assertThat(bench.sim.taken).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, names = {"TLS_ALERT_CERTIFICATE", "SERVER_EXPIRED", "SERVER_NOT_TRUSTED", "TLS_FAILED", "MATERIAL_UNUSABLE",
            "CONNACK_NOT_AUTHORISED", "CONNACK_TIMEOUT", "CONNECTION_CLOSED"})
    void newKeysThatDoNotWorkAreGivenUpForTheOldAtOnce(Cause cause) {
        bench.run(OPEN);
        refused.put(2L, cause);
        bench.sim.generation(2);
        drops(Cause.SERVER_DISCONNECT);
        assertThat(attempts()).containsExactly(1L, 2L, 1L);
        Map<Cause, List<Integer>> way = new EnumMap<>(Map.of(
                Cause.MATERIAL_UNUSABLE, List.of(6, 2, 3, 4, 5, 6),
                Cause.CONNACK_NOT_AUTHORISED, List.of(6, 2, 3, 4, 5, 2, 3, 4, 5, 6),
                Cause.CONNACK_TIMEOUT, List.of(6, 2, 3, 4, 5, 2, 3, 4, 5, 6),
                Cause.CONNECTION_CLOSED, List.of(6, 2, 3, 4, 5, 2, 3, 4, 5, 6)));
        assertThat(bench.states()).isEqualTo(way.getOrDefault(cause, List.of(6, 2, 3, 2, 3, 4, 5, 6)));
        assertThat(bench.sim.taken).containsExactly(1L, 1L);
    }

    @Test
    void keysAreNotToBlameForAClockThatIsNotSet() {
        bench.sim.generation(5, 3);
        bench.cloud.judge = connect -> new LinkFault(Cause.SERVER_NOT_YET_VALID, "the clock");
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@20s");
        bench.cloud.judge = connect -> null;
        bench.run("@32s\n< +AWSPUBOPEN: 0,0");
        assertThat(attempts()).hasSizeGreaterThan(2).containsOnly(5L);
    }

    @Test
    void theBadGenerationIsLeftAloneWhileTheOldOneWorks() {
        bench.run(OPEN);
        refused.put(2L, Cause.TLS_ALERT_CERTIFICATE);
        bench.sim.generation(2);
        drops(Cause.CONNECTION_CLOSED);
        bench.pass(Duration.ofSeconds(70));
        for (int i = 0; i < 3; i++) {
            drops(Cause.CONNECTION_CLOSED);
            assertThat(bench.states()).containsExactly(6, 8);
            bench.pass(Duration.ofMinutes(5));
        }
        assertThat(attempts()).containsExactly(1L, 2L, 1L, 1L, 1L, 1L);
    }

    @Test
    void theKeysThatWorkedBeforePowerUpAreFallenBackToAsTheSimTells() {
        refused.put(5L, Cause.CONNACK_NOT_AUTHORISED);
        bench.sim.generation(5, 3);
        bench.run(OPEN);
        assertThat(attempts()).containsExactly(5L, 3L);
        assertThat(bench.sim.taken).containsExactly(3L);
    }

    @Test
    void aStillHigherGenerationIsTriedAtOnce() {
        refused.put(5L, Cause.CONNACK_NOT_AUTHORISED);
        bench.sim.generation(5, 3);
        bench.run(OPEN);
        bench.sim.generation(6, 3);
        drops(Cause.SERVER_DISCONNECT);
        assertThat(attempts()).containsExactly(5L, 3L, 6L);
        assertThat(bench.states()).containsExactly(6, 2, 3, 4, 5, 6);
    }

    @Test
    void whenTheOldOneIsRevokedTooTheyTakeTurnsForEver() {
        refused.put(2L, Cause.CONNACK_NOT_AUTHORISED);
        bench.run(OPEN);
        bench.sim.generation(2);
        drops(Cause.CONNECTION_CLOSED);
        refused.put(1L, Cause.TLS_ALERT_CERTIFICATE);
        drops(Cause.CONNECTION_CLOSED);
        assertThat(bench.states()).as("nothing to try at once").containsExactly(6, 8);
        bench.pass(LONGER_THAN_A_BACK_OFF);
        assertThat(attempts().subList(0, 4)).containsExactly(1L, 2L, 1L, 1L);
        bench.pass(Duration.ofHours(2));
        List<Long> turns = attempts().subList(4, attempts().size());
        assertThat(turns).hasSizeGreaterThan(40);
        for (int i = 0; i < turns.size(); i++) {
            assertThat(turns.get(i)).isEqualTo(i % 2 == 0 ? 2L : 1L);
        }
        refused.remove(2L);
        bench.pass(Duration.ofMinutes(5));
        assertThat(bench.modem.state()).isEqualTo(ModemState.READY_CONNECTED);
        assertThat(bench.sim.taken).endsWith(2L);
    }

    @Test
    void whenTheNewOneIsMendedWhileTheOldIsRevokedItIsFound() {
        refused.put(2L, Cause.CONNECTION_CLOSED);
        bench.run(OPEN);
        bench.sim.generation(2);
        drops(Cause.CONNECTION_CLOSED);
        refused.clear();
        refused.put(1L, Cause.CONNECTION_CLOSED);
        drops(Cause.CONNECTION_CLOSED);
        bench.pass(Duration.ofSeconds(10));
        assertThat(attempts()).containsExactly(1L, 2L, 1L, 1L, 2L);
        assertThat(bench.modem.state()).isEqualTo(ModemState.READY_CONNECTED);
    }

    @Test
    void aNetworkThatFailsChangesNoKeys() {
        refused.put(5L, Cause.DNS);
        bench.sim.generation(5, 3);
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@20s");
        assertThat(attempts()).hasSizeGreaterThan(2).containsOnly(5L);
    }

    @Test
    void whatIsRefusedForGoodEndsAPendingOpenOnlyWhenNothingElseIsLeft() {
        refused.put(5L, Cause.CONNACK_NOT_AUTHORISED);
        refused.put(3L, Cause.CONNACK_NOT_AUTHORISED);
        bench.sim.generation(5, 3);
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,-1");
        assertThat(attempts()).containsExactly(5L, 3L);
        assertThat(bench.states()).containsExactly(0, 2, 3, 4, 5, 2, 3, 4, 5, 8);
    }

    @Test
    void aResetTriesTheNewestFirstAgain() {
        refused.put(5L, Cause.CONNACK_NOT_AUTHORISED);
        bench.sim.generation(5, 3);
        bench.run(OPEN);
        refused.clear();
        bench.run("> AT+AWSRESET\n< OK\n" + OPEN);
        assertThat(attempts()).containsExactly(5L, 3L, 5L);
    }

    @Test
    void anotherCardHasNothingToFallBackTo() {
        bench.run(OPEN);
        bench.sim.identity(new SimIdentity(
                Iccid.withCheckDigit("894450000000000000"), FakeSim.IDENTITY.imei(), FakeSim.IDENTITY.thing(), FakeSim.IDENTITY.networks()));
        refused.put(7L, Cause.CONNACK_NOT_AUTHORISED);
        bench.sim.generation(7);
        drops(Cause.SERVER_DISCONNECT);
        bench.pass(LONGER_THAN_A_BACK_OFF);
        assertThat(attempts()).startsWith(1L, 7L, 7L).doesNotContainSubsequence(7L, 1L);
    }

    @Test
    void theSessionThatTheBrokerKeptIsGoneOnWithAlsoWithNewKeys() {
        bench.run(OPEN);
        bench.sim.generation(2);
        drops(Cause.CONNECTION_CLOSED);
        bench.sim.endpoint("elsewhere.test");
        bench.sim.generation(3);
        drops(Cause.CONNECTION_CLOSED);
        assertThat(bench.cloud.requests(LinkRequest.Connect.class)).extracting(LinkRequest.Connect::cleanStart).containsExactly(true, false, true);
    }

    @Test
    void newKeysThatFailedWithoutBeingRefusedAreTriedAgainAtOnceWhenTheOldOnesAreRefused() {
        bench.run(OPEN);
        bench.sim.generation(2);
        bench.cloud.judge = connect -> connect.material().generation() == 1
                ? new LinkFault(Cause.CONNACK_NOT_AUTHORISED, "revoked")
                : attempts().size() == 2 ? new LinkFault(Cause.CONNECTION_CLOSED, "a broken network") : null;
        drops(Cause.SERVER_DISCONNECT);
        assertThat(attempts()).containsExactly(1L, 2L, 1L, 2L);
        assertThat(bench.states()).endsWith(6);
    }
}
