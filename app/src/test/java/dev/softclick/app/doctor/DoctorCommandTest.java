package dev.softclick.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.app.Spoken;
import dev.softclick.app.StrictBroker;
import dev.softclick.app.TestIssuer;
import dev.softclick.app.TestIssuer.Validity;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.link.LinkSettings;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.NetworkProxy;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimLock;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import dev.softclick.sim.ThingName;
import dev.softclick.testing.operator.OperatorKeys;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code softclick doctor} with everything that can be wrong, each by a real connection. */
@Timeout(240)
class DoctorCommandTest {
    private static final Validity NOW = Validity.days(-1, 90);

    /** Seconds for what comes, on however slow a machine. */
    private static final int LONG = 60;

    /** Seconds until what does not come is given up: long enough for the handshake before it. */
    private static final int SHORT = 10;

    @TempDir
    private Path home;

    private final TestIssuer cloud;

    DoctorCommandTest() throws Exception {
        cloud = new TestIssuer("Cloud CA");
    }

    private Spoken doctor(String... more) {
        return Spoken.of(Stream.of(List.of("doctor", "--home", home.toString()), List.of(more)).flatMap(List::stream).toArray(String[]::new));
    }

    private SimDirectory sim(String name) {
        SimIdentity identity = new IdentityGenerator(new Random(7)).next(new ThingName(name));
        return new SimStore(home, InstantSource.system()).create(new SimName(name), identity).orThrow();
    }

    /** A SIM of the cloud that is not ours, and what the doctor says about it there. */
    private Spoken mine(String endpoint, Credentials credentials, String... more) {
        return mineWithin(LONG, endpoint, credentials, more);
    }

    private Spoken mineWithin(int seconds, String endpoint, Credentials credentials, String... more) {
        sim("mine").install(credentials, Endpoint.parse(endpoint)).orThrow();
        return doctor(Stream.concat(Stream.of("--sim", "mine", "--timeout", Integer.toString(seconds)), Stream.of(more)).toArray(String[]::new));
    }

    private Spoken atBroker(StrictBroker.Refusing refusing) throws Exception {
        return atBrokerWithin(LONG, refusing);
    }

    private Spoken atBrokerWithin(int seconds, StrictBroker.Refusing refusing) throws Exception {
        try (StrictBroker broker = new StrictBroker(cloud.server("127.0.0.1", NOW, cloud), refusing)) {
            return mineWithin(seconds, broker.endpoint(), cloud.device("mine", NOW));
        }
    }

    private static void assertFound(Spoken spoken, String... lines) {
        assertThat(spoken.err()).isEmpty();
        assertThat(spoken.code()).isEqualTo(1);
        assertThat(spoken.out()).contains(lines);
    }

    // ---- all well

    @Test
    void aSimOfTheLocalCloudIsWellAndTheCloudIsStartedForIt() {
        Spoken.of("sim", "new", "thing_0001", "--home", home.toString());

        Spoken spoken = doctor();

        assertThat(spoken.err()).isEmpty();
        assertThat(spoken.out())
                .contains("[ok] SIM        thing_0001 is thing thing_0001, keys 1 (the private key in a file)")
                .contains("[ok] Cloud      no local cloud runs in " + home)
                .contains("[ok] TCP        connected to 127.0.0.1:")
                .contains("[ok] TLS        TLSv1.3, TLS_AES_")
                .contains("[ok] MQTT       MQTT 5 as thing_0001; no session was kept for it")
                .contains("limits: QoS to 1")
                .contains("[ok] Round trip the message came back")
                .endsWith("\nNothing is wrong.\n")
                .doesNotContain("[!!]", "[--]", "\u001b");
        assertThat(spoken.code()).isZero();
    }

    @Test
    void aLocalCloudThatRunsIsUsedAndTheKeyStaysUnsaid() throws Exception {
        Credentials credentials = OperatorKeys.credentials(LocalAuthority.in(home).issueDevice("mine"));
        sim("mine").installLocal(credentials).orThrow();
        try (LocalCloud running = LocalCloud.in(home).start()) {
            Spoken spoken = doctor("--sim", "mine", "--json", "--topic", "temperature");

            assertThat(spoken.code()).isZero();
            assertThat(spoken.out())
                    .startsWith("{\"sim\":\"mine\",\"ok\":true,\"checks\":[")
                    .endsWith("]}\n")
                    .contains("runs at mqtts://127.0.0.1:" + running.port())
                    .contains("{\"check\":\"round-trip\",\"network\":null,\"result\":\"ok\",\"text\":\"the message came back\",\"details\":[],\"advice\":null}")
                    .contains("may publish to temperature/mine")
                    .doesNotContain(Base64.getEncoder().encodeToString(credentials.key().getEncoded()).substring(0, 40));
        }
    }

    @Test
    void whatTheBrokerLimitsIsTold() throws Exception {
        Spoken spoken = atBroker(StrictBroker.Refusing.NOTHING);

        assertThat(spoken.code()).isZero();
        assertThat(spoken.out())
                .contains("limits: packets to 8192 bytes, keep-alive 120 s")
                .contains("it showed CN=server, by CN=Cloud CA, from ")
                .contains("trusts CN=Cloud CA");
    }

    // ---- the SIM

    @Test
    void withoutTheSimThereIsNothingToTry() {
        Spoken spoken = doctor("--sim", "mine");
        assertFound(spoken, "[!!] SIM        there is no SIM 'mine' in ", "-> 'softclick sim list' shows", "[--] Round trip not tried", "One thing is wrong.");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aSimWithoutKeysIsSaid() {
        Spoken.of("sim", "new", "mine", "--no-keys", "--home", home.toString());
        assertFound(doctor("--sim", "mine"), "[!!] SIM        mine (thing mine) holds no keys yet", "-> put some on it: 'softclick sim import mine'",
                "[--] DNS        not tried");
    }

    @Test
    void anExpiredSimIsSaid() throws Exception {
        assertFound(mine("127.0.0.1:1", cloud.device("mine", Validity.days(-9, -1))), "the certificate expired on ",
                "-> compare with this machine's clock ('date'); if that is right, get a new certificate from the cloud", "[--] TLS        not tried");
    }

    @Test
    void aSimThatSoonExpiresWorksAndIsToBeRenewed() throws Exception {
        try (StrictBroker broker = new StrictBroker(cloud.server("127.0.0.1", NOW, cloud), StrictBroker.Refusing.NOTHING)) {
            Spoken spoken = mine(broker.endpoint(), cloud.device("mine", Validity.days(-1, 6)));
            assertThat(spoken.code()).isZero();
            assertThat(spoken.out()).contains("good for 5 days").contains("-> renew it soon: get a new certificate");
        }
    }

    @Test
    void aClockThatIsFarBehindIsSaid() throws Exception {
        sim("mine").install(cloud.device("mine", NOW), Endpoint.parse("127.0.0.1:1")).orThrow();
        List<Finding> findings = new ArrayList<>();
        new Checkup(home, new SimName("mine"), new Checkup.Where.AsTheSimSays(), "t", false, LinkSettings.defaults(),
                InstantSource.fixed(Instant.parse("2001-02-03T04:05:06Z"))).run(new Audience() {
                    @Override
                    public void found(Finding finding) {
                        findings.add(finding);
                    }

                    @Override
                    public void waiting(Check check, Duration soFar) {}
                });
        assertThat(findings).filteredOn(finding -> finding.mark() == Mark.WRONG).extracting(Finding::check).containsExactly(Check.SIM, Check.CLOCK);
        assertThat(findings.get(1).text()).startsWith("this machine's clock says 2001-02-03T04:05:06Z, and it must be later than 20");
    }

    @Test
    void aSimInUseStopsAheadOfConnectUnlessForced() throws Exception {
        Spoken.of("sim", "new", "mine", "--home", home.toString());
        SimDirectory sim = new SimStore(home, InstantSource.system()).open(new SimName("mine")).orThrow();
        try (SimLock lock = sim.lock().orThrow()) {
            Spoken careful = doctor("--sim", "mine");
            assertThat(careful.out())
                    .contains("[ok] TLS ")
                    .contains("[--] MQTT       not tried: a modem has this SIM (")
                    .contains("stop it first, or give --force")
                    .endsWith("\nNothing is wrong with what was tried.\n");
            assertThat(careful.code()).isZero();

            assertThat(doctor("--sim", "mine", "--force").out()).contains("[ok] Round trip").contains("Nothing is wrong.");
        }
    }

    @Test
    void anImportedSimIsNotForTheLocalCloud() throws Exception {
        assertFound(mine("cloud.example", cloud.device("mine", NOW), "--cloud", "local"),
                "[!!] Cloud      the SIM was imported for cloud.example:8883, and the local cloud does not know its certificate", "-> leave --cloud away");
    }

    // ---- the network

    @Test
    void aNameThatDnsDoesNotKnow() throws Exception {
        assertFound(mine("no-such-host.invalid", cloud.device("mine", NOW)), "[!!] DNS        DNS knows no host no-such-host.invalid\n",
                "-> check the name no-such-host.invalid", "[--] TCP        not tried", "One thing is wrong.");
    }

    @Test
    void aPortWhereNothingListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertFound(mine("127.0.0.1:" + port, cloud.device("mine", NOW)), "[ok] DNS ",
                "[!!] TCP        nothing listens at 127.0.0.1:" + port + " (connection refused)\n", "-> check host and port, and whether the broker runs",
                "[--] TLS        not tried");
    }

    @Test
    void aServerThatNeverSpeaks() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertFound(mineWithin(SHORT, "127.0.0.1:" + mute.getLocalPort(), cloud.device("mine", NOW)), "[ok] TCP ",
                    "[!!] TLS        no TLS handshake in time\n", "-> check the port");
        }
    }

    @Test
    void aNetworkThatIsGoneBesideOneThatWorks() throws Exception {
        SimDirectory sim = sim("mine");
        SimIdentity one = sim.at(Endpoint.parse("localhost")).read().identityIfAny().orElseThrow();
        sim.identify(new SimIdentity(one.iccid(), one.imei(), one.thing(), List.of(
                new NetworkProfile("stick", one.imsi(), new NetworkRoute(Optional.of("wwan77"), Optional.empty(), OptionalInt.empty())),
                new NetworkProfile("proxy", one.imsi(), new NetworkRoute(
                        Optional.empty(), Optional.of(NetworkProxy.parse("socks5://127.0.0.1:1")), OptionalInt.empty())),
                new NetworkProfile("wire", one.imsi(), NetworkRoute.DIRECT)))).orThrow();
        try (StrictBroker broker = new StrictBroker(cloud.server("127.0.0.1", NOW, cloud), StrictBroker.Refusing.NOTHING)) {
            sim.install(cloud.device("mine", NOW), Endpoint.parse(broker.endpoint())).orThrow();

            assertFound(doctor("--sim", "mine"), "[!!] Network    'stick' can't be used: the interface wwan77 is not there\n", "-> plug it in or bring it up",
                    "[ok] Network    'proxy' leaves as this machine routes it, through the proxy socks5://127.0.0.1:1\n",
                    "[!!] TCP        nothing listens at the proxy socks5://127.0.0.1:1 (connection refused)\n", "-> check the proxy of the network 'proxy'",
                    "[ok] Network    'wire' leaves as this machine routes it\n", "[ok] Round trip", "2 things are wrong; the modem can connect all the same.");
        }
    }

    // ---- TLS

    private Spoken atServer(String host, Validity validity, TestIssuer server, TestIssuer clients) throws Exception {
        try (StrictBroker broker = new StrictBroker(server.server(host, validity, clients), StrictBroker.Refusing.NOTHING)) {
            return mine(broker.endpoint(), cloud.device("mine", NOW));
        }
    }

    @Test
    void aServerOfAnAuthorityThatIsNotTrusted() throws Exception {
        assertFound(atServer("127.0.0.1", NOW, new TestIssuer("Stranger"), cloud),
                "[!!] TLS        the cloud's certificate comes from an authority the SIM does not trust\n", "it showed CN=server, by CN=Stranger, from ",
                "the SIM trusts CN=Cloud CA\n", "-> import the SIM's keys with the authority of this server", "[--] MQTT       not tried");
    }

    @Test
    void aServerWhoseCertificateHasExpired() throws Exception {
        assertFound(atServer("127.0.0.1", Validity.days(-9, -2), cloud, cloud), "[!!] TLS        the cloud's certificate has expired\n",
                "-> compare the dates with this machine's clock");
    }

    @Test
    void aServerOfAnotherName() throws Exception {
        assertFound(atServer("elsewhere.example", NOW, cloud, cloud), "[!!] TLS        the cloud's certificate is not for 127.0.0.1\n",
                "-> use a name as the endpoint that the certificate is for: elsewhere.example\n");
    }

    @Test
    void aCloudThatRefusesOurCertificate() throws Exception {
        assertFound(atServer("127.0.0.1", NOW, cloud, new TestIssuer("Stranger")), "[!!] TLS        the cloud refused our certificate: ",
                "-> register the certificate, or the authority it comes from, with the broker", "[--] MQTT       not tried");
    }

    // ---- MQTT

    @Test
    void aThingThatTheLocalCloudKnowsUnderAnotherName() throws Exception {
        sim("other").installLocal(OperatorKeys.credentials(LocalAuthority.in(home).issueDevice("mine"))).orThrow();
        assertFound(doctor("--sim", "other"), "[ok] TLS ", "[!!] MQTT       the broker refused the connection: not authorised (0x87)",
                "-> get keys for this thing: 'softclick sim rotate other'", "[--] Subscribe  not tried");
    }

    @Test
    void aBrokerThatRefusesTheClient() throws Exception {
        assertFound(atBroker(StrictBroker.Refusing.CONNECT), "[!!] MQTT       the broker refused the connection: not authorised (0x87)\n",
                "-> allow the client id mine to whom shows this certificate");
    }

    @Test
    void aBrokerThatClosesWithoutAWord() throws Exception {
        assertFound(atBroker(StrictBroker.Refusing.CONNECT_SILENTLY), "[ok] TLS ", "[!!] MQTT       the cloud closed the connection\n",
                "-> look at the broker's log");
    }

    @Test
    void aSubscriptionThatIsRefusedLeavesThePublishToBeTried() throws Exception {
        assertFound(atBroker(StrictBroker.Refusing.SUBSCRIBE), "[!!] Subscribe  may not subscribe to softclick/doctor/mine: not authorised (0x87)\n",
                "-> let mine subscribe to softclick/doctor/mine", "[ok] Publish ", "[--] Round trip not tried",
                "One thing is wrong; the modem can connect all the same.");
    }

    @Test
    void aPublishThatIsAnsweredByTheEndOfTheConnection() throws Exception {
        assertFound(atBroker(StrictBroker.Refusing.PUBLISH), "[ok] Subscribe ",
                "[!!] Publish    the cloud cut the connection when we published to softclick/doctor/mine, as AWS IoT does with what it does not allow: ",
                "-> let mine publish to softclick/doctor/mine");
    }

    @Test
    void aMessageThatDoesNotComeBack() throws Exception {
        assertFound(atBrokerWithin(SHORT, StrictBroker.Refusing.ECHO), "[ok] Publish ", "[!!] Round trip the message was acknowledged, but it did not come back in time\n");
    }

    @Test
    void aTopicThatIsTooLongWithTheThing() throws Exception {
        try (StrictBroker broker = new StrictBroker(cloud.server("127.0.0.1", NOW, cloud), StrictBroker.Refusing.NOTHING)) {
            assertFound(mine(broker.endpoint(), cloud.device("mine", NOW), "--topic", "t".repeat(255)), "is longer than a topic may be",
                    "-> give a shorter --topic", "[--] Publish    not tried");
        }
    }
}
