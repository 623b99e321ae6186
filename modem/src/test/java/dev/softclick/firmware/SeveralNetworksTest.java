package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import dev.softclick.link.LinkRequest;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SimIdentity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A SIM with several networks: the next is tried when one can't reach the cloud. */
class SeveralNetworksTest {
    private static final String OPEN = "> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0";

    private final Bench bench = Bench.withoutEcho();
    private final Map<String, Cause> bad = new HashMap<>();

    SeveralNetworksTest() {
        bench.sim.networks("eth0", "wlan0", "usb0");
        bench.cloud.judge = connect -> bad.containsKey(name(connect)) ? new LinkFault(bad.get(name(connect)), "for the test") : null;
    }

    private static String name(LinkRequest.Connect connect) {
        return connect.route().from().orElse("-");
    }

    private List<String> attempts() {
        return bench.cloud.requests(LinkRequest.Connect.class).stream().map(SeveralNetworksTest::name).toList();
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, names = {"DNS", "CONNECTION_REFUSED", "NETWORK_UNREACHABLE", "CONNECT_TIMEOUT"})
    void theNextIsTriedWithinTheSameStateTwo(Cause cause) {
        bad.put("eth0", cause);
        bad.put("wlan0", cause);
        bench.run(OPEN);
        assertThat(attempts()).containsExactly("eth0", "wlan0", "usb0");
        assertThat(bench.states()).containsExactly(0, 2, 3, 4, 5, 6);
    }

    @Test
    void whenAllHaveFailedThereIsABackOff() {
        for (String name : List.of("eth0", "wlan0", "usb0")) {
            bad.put(name, Cause.CONNECT_TIMEOUT);
        }
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK");
        assertThat(attempts()).containsExactly("eth0", "wlan0", "usb0");
        assertThat(bench.states()).containsExactly(0, 2, 8);
        bench.run("@74s\n@1s\n< +AWSPUBOPEN: 0,-1");
        assertThat(attempts().subList(3, 6)).containsExactly("eth0", "wlan0", "usb0");
    }

    @Test
    void theOneThatWorkedLastIsTriedFirst() {
        bad.put("eth0", Cause.DNS);
        bench.run(OPEN);
        bad.clear();
        bench.cloud.drops(Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.pass(Duration.ofSeconds(2));
        assertThat(attempts()).containsExactly("eth0", "wlan0", "wlan0");
        bad.put("wlan0", Cause.DNS);
        bad.put("eth0", Cause.DNS);
        bench.cloud.drops(Cause.KEEP_ALIVE_TIMEOUT);
        bench.pump();
        bench.pass(Duration.ofSeconds(5));
        assertThat(attempts().subList(3, 6)).as("then the others, as the SIM has them").containsExactly("wlan0", "eth0", "usb0");
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, names = {"TLS_TIMEOUT", "TLS_FAILED"})
    void whereAnotherAnswersForTheCloudTheNextAttemptBeginsWithTheNext(Cause cause) {
        bad.put("eth0", cause);
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK");
        assertThat(bench.states()).containsExactly(0, 2, 3, 8);
        bench.run("@1s\n< +AWSPUBOPEN: 0,0");
        assertThat(attempts()).containsExactly("eth0", "wlan0");
    }

    @Test
    void theLastIsFollowedByTheFirst() {
        for (String name : List.of("eth0", "wlan0", "usb0")) {
            bad.put(name, Cause.TLS_TIMEOUT);
        }
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@30s");
        assertThat(attempts()).startsWith("eth0", "wlan0", "usb0", "eth0");
    }

    @Test
    void aRefusalOfTheCloudChangesNoNetwork() {
        bad.put("eth0", Cause.CONNACK_REFUSED);
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@20s");
        assertThat(attempts()).hasSizeGreaterThan(2).containsOnly("eth0");
    }

    @Test
    void anOpenIsGivenUpInTheMiddleOfARound() {
        bad.put("eth0", Cause.DNS);
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@74s\n@1s\n< +AWSPUBOPEN: 0,-1");
        assertThat(attempts()).containsExactly("eth0", "wlan0");
        assertThat(bench.states()).containsExactly(0, 2, 8);
    }

    @Test
    void theNextRoundGoesOnWhereTheLastWasBrokenOff() {
        bad.put("eth0", Cause.DNS);
        bench.cloud.hangs = true;
        bench.run("> AT+AWSPUBOPEN=0,\"t\"\n< OK\n@75s\n< +AWSPUBOPEN: 0,-1");
        bad.put("wlan0", Cause.CONNECT_TIMEOUT);
        bench.cloud.hangs = false;
        bench.run(OPEN);
        assertThat(attempts()).containsExactly("eth0", "wlan0", "wlan0", "usb0");
    }

    @Test
    void theHostSeesTheOneInUse() {
        bad.put("eth0", Cause.DNS);
        bench.run("""
                > AT+COPS?
                < +COPS: 0,0,"eth0"
                < OK
                > AT+CIMI
                < 234500000000001
                < OK
                """);
        bench.run(OPEN);
        bench.run("""
                > AT+COPS?
                < +COPS: 0,0,"wlan0"
                < OK
                > AT+CIMI
                < 234500000000002
                < OK
                """);
        bench.sim.removed();
        bench.run("> AT+COPS?\n< +COPS: 0\n< OK\n> AT+CIMI\n< ERROR");
    }

    @Test
    void aChangedListIsFollowed() {
        bad.put("eth0", Cause.DNS);
        bench.run(OPEN);
        bench.sim.networks("lte0", "eth0");
        bench.cloud.drops(Cause.CONNECTION_CLOSED);
        bench.pump();
        bench.pass(Duration.ofSeconds(2));
        assertThat(attempts()).containsExactly("eth0", "wlan0", "lte0");
    }

    @Test
    void aNetworkMayHaveAPortOfItsOwn() {
        NetworkProfile https = new NetworkProfile("HTTPS", new Imsi("234500000000009"), new NetworkRoute(Optional.empty(), Optional.empty(), OptionalInt.of(443)));
        bench.sim.identity(new SimIdentity(FakeSim.IDENTITY.iccid(), FakeSim.IDENTITY.imei(), FakeSim.IDENTITY.thing(), List.of(https)));
        bench.run(OPEN);
        assertThat(bench.cloud.requests(LinkRequest.Connect.class).getFirst().material().endpoint()).isEqualTo(new Endpoint("cloud.test", 443));
    }
}
