package dev.softclick.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.softclick.app.Main;
import dev.softclick.app.Spoken;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import dev.softclick.testing.operator.OperatorLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code softclick fleet run} against a local cloud: what is counted on both sides, signals, metrics, thresholds. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FleetProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SCRAPE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int FIFTY = 50;
    private static final int MANY = 150;

    @TempDir
    private Path folder;

    private Path fleet(String head, String loop, String more) throws IOException {
        Files.writeString(folder.resolve("start.at"), "> ATE0\n@<=90s\n< OK\n> AT+AWSPUBOPEN=0,\"t\"\n@<=90s\n< OK\n@<=90s\n< +AWSPUBOPEN: 0,0\n");
        Files.writeString(folder.resolve("loop.at"), loop);
        return Files.writeString(
                folder.resolve("fleet.toml"), head + "\n[[behaviour]]\nstart = 'start.at'\nloop = 'loop.at'\nperiod = '1s'\njitter = '200ms'\n" + more);
    }

    private static String publish() {
        return "> AT+AWSPUBLISH=0,{length},2\n@<=35s\n<< \\r\\n>\n>> {thing} {counter}\n@<=35s\n< SEND OK\n";
    }

    private Process run(Path fleet, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "fleet",
                "run",
                fleet.toString(),
                "--home",
                folder.resolve("home").toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile()).start();
    }

    /** Runs it until its metrics are as wanted, however long that takes on this machine, and ends it by Ctrl-C. */
    private Spoken untilEnough(Path fleet, Consumer<String> enough, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--metrics", "0"));
        options.addAll(List.of(more));
        Process process = run(fleet, options.toArray(String[]::new));
        try (BufferedReader out = process.inputReader()) {
            String first = String.valueOf(out.readLine());
            assertThat(first).as(Files.readString(folder.resolve("stderr"))).contains(" metrics at ");
            String url = first.replaceFirst(".*metrics at ", "");
            await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> enough.accept(get(url)));
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor()).isZero();
            String rest = String.join("\n", out.lines().toList());
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Spoken(process.exitValue(), first + "\n" + rest + "\n", Files.readString(folder.resolve("stderr")));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String get(String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(SCRAPE).version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        return response.body();
    }

    private static long metric(String metrics, String name) {
        Matcher matcher = Pattern.compile("^softclick_fleet_" + name + " (\\d+)$", Pattern.MULTILINE).matcher(metrics);
        assertThat(matcher.find()).as(metrics).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private JsonNode summary() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("s.json")));
    }

    /** Counts what comes to the cloud. */
    private OperatorLink witness(AtomicInteger seen, Set<String> payloads) throws Exception {
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch subscribed = new CountDownLatch(1);
        AtomicReference<OperatorLink> self = new AtomicReference<>();
        OperatorLink link = OperatorLink.local(folder.resolve("home"), event -> {
            OperatorLink operator = self.get();
            switch (event) {
                case LinkEvent.Connected _ -> connected.countDown();
                case LinkEvent.Subscribed _ -> subscribed.countDown();
                case LinkEvent.MessageArrived message -> {
                    seen.incrementAndGet();
                    payloads.add(new String(message.payload(), StandardCharsets.UTF_8));
                    if (operator != null && message.delivery() != 0) {
                        operator.request(new LinkRequest.Acknowledge(message.delivery()));
                    }
                }
                default -> {
                    // What stands in the way shows as a wait that does not end.
                }
            }
        });
        self.set(link);
        assertThat(connected.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        link.request(new LinkRequest.Subscribe(1, TopicFilter.of("t/#").orElseThrow()));
        assertThat(subscribed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return link;
    }

    @Test
    void whatFiftyModemsPublishIsWhatTheCloudSeesAndCtrlCEndsItWithTheSummary() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        Set<String> payloads = ConcurrentHashMap.newKeySet();
        Path fleet = fleet("modems = 50\nramp-up = 50\nduration = '10m'\nbaud = 115200\n", publish(), "[thresholds]\nerrors = 0\nconnected = '100%'\n");
        Path home = folder.resolve("home");
        try (LocalCloud cloud = LocalCloud.in(home).port(0).start()) {
            assertThat(cloud.port()).isPositive();
            try (OperatorLink link = witness(seen, payloads)) {
                Spoken ran = untilEnough(fleet, metrics -> {
                    assertThat(metric(metrics, "modems_connected")).isEqualTo(FIFTY);
                    assertThat(metric(metrics, "publishes_total")).isGreaterThan(MANY);
                }, "--summary", folder.resolve("s.json").toString(), "--report", folder.resolve("s.html").toString());
                assertThat(ran.code()).as(ran.toString()).isZero();
                assertThat(ran.out()).startsWith("fleet: 50 modems for 600 s against mqtts://127.0.0.1:");
                assertThat(ran.out().lines()).anyMatch(line -> line.matches("0:\\d\\d connected=\\d+/50 .*"))
                        .anyMatch(line -> line.startsWith("ran  ") && line.contains("(interrupted)"));
                JsonNode totals = summary().get("totals");
                int published = totals.get("published").asInt();
                await().atMost(PATIENCE).until(() -> seen.get() >= published);
                assertThat(seen).hasValue(published);
                assertThat(payloads).hasSize(published).allMatch(payload -> payload.matches("fleet-000\\d\\d \\d+"));
                assertThat(payloads.stream().map(payload -> payload.split(" ")[0]).distinct()).hasSize(FIFTY);
                assertThat(totals.get("sent").asInt()).isEqualTo(published);
                assertThat(totals.get("rounds").asInt()).isEqualTo(published);
                assertThat(totals.get("errors").asInt()).isZero();
                assertThat(totals.get("connects").asInt()).isEqualTo(FIFTY);
                assertThat(totals.get("acknowledge").get("count").asInt()).isEqualTo(published);
                assertThat(summary().get("samples").valueStream().mapToInt(sample -> sample.get("publishes").asInt()).sum()).isEqualTo(published);
                assertThat(Files.readString(folder.resolve("s.html"))).startsWith("<!DOCTYPE html>").contains("<polyline").doesNotContain("http");
            }
        }
    }

    @Test
    void aWaveDisturbsWithoutBeingAnErrorAndNobodyHurriesBack() throws Exception {
        Path fleet = fleet(
                "modems = 6\nramp-up = 6\nbaud = 'unpaced'\nduration = '10m'\n",
                publish(),
                "[[wave]]\nkind = 'radio-loss'\nat = '20s'\nlength = '4s'\nshare = '50%'\n[[wave]]\nkind = 'reconnect'\nat = '32s'\n[thresholds]\nerrors = 0\n");

        Spoken ran = untilEnough(fleet, metrics -> {
            assertThat(metric(metrics, "connects_total")).as("more than before the storm").isGreaterThanOrEqualTo(6 + 6);
            assertThat(metric(metrics, "modems_connected")).isEqualTo(6);
        }, "--summary", folder.resolve("s.json").toString());

        assertThat(ran.code()).as(ran.toString()).isZero();
        JsonNode totals = summary().get("totals");
        assertThat(totals.get("connects").asInt()).as("first, most of the half that was in the dead spot, all after the storm").isBetween(6 + 6, 6 + 3 + 6);
        assertThat(totals.get("connected").asInt()).isEqualTo(6);
        assertThat(totals.get("lost").asInt()).isZero();
        assertThat(totals.get("hurried").asInt()).isZero();
        assertThat(totals.get("disturbed").asInt()).as("some modems for four seconds, a round each second").isPositive();
        assertThat(summary().get("interrupted").asBoolean()).isTrue();
    }

    @Test
    void aThresholdThatIsBrokenShowsInTheExitCode() throws Exception {
        Path fleet = fleet("modems = 2\nbaud = 'unpaced'\nduration = '10m'\n", "> AT+AWSSTATE?\n< +AWSSTATE: 9\n< OK\n", "[thresholds]\nerrors = 0\n");

        Spoken ran = untilEnough(fleet, metrics -> assertThat(metric(metrics, "errors_total")).isPositive());

        assertThat(ran.code()).as(ran.toString()).isEqualTo(FleetRunCommand.BROKEN);
        assertThat(ran.out()).containsPattern("\\d+x .*loop\\.at:2: ").containsPattern("BROKEN +errors: \\d+, more than 0\n");
    }

    @Test
    void devicesOfATableUseTheirOwnKeys() throws Exception {
        Path home = folder.resolve("home");
        Path made = fleet("modems = 2\nkeys = 'keys'\nbaud = 'unpaced'\nduration = '3s'\n", publish(), "");
        assertThat(Spoken.of("fleet", "run", made.toString(), "--home", home.toString()).code()).isZero();
        Files.writeString(folder.resolve("d.csv"), "key,thing,certificate\nkeys/fleet-00001.key,fleet-00001,keys/fleet-00001.pem\n");
        try (LocalCloud cloud = LocalCloud.in(home).port(0).start()) {
            Path table = fleet(
                    "cloud = '127.0.0.1:" + cloud.port() + "'\nca = 'home/cloud/ca/ca.pem'\ndevices = 'd.csv'\nbaud = 'unpaced'\nduration = '10m'\n",
                    publish(), "[thresholds]\nerrors = 0\npublishes = 1\nconnected = '100%'\n");

            Spoken ran = untilEnough(table, metrics -> assertThat(metric(metrics, "publishes_total")).isPositive());

            assertThat(ran.code()).as(ran.toString()).isZero();
            assertThat(ran.out()).contains("fleet: 1 modems for 600 s against mqtts://127.0.0.1:" + cloud.port());
            assertThat(Spoken.of("fleet", "run", table.toString(), "--modems", "2"))
                    .isEqualTo(new Spoken(1, "", "softclick: 2 modems are wanted, and there are 1 devices for them\n"));
            Files.writeString(folder.resolve("d.csv"), "key,thing,certificate\nkeys/none.key,x,keys/fleet-00001.pem\n");
            assertThat(Spoken.of("fleet", "run", table.toString()).err())
                    .isEqualTo("softclick: " + folder.resolve("d.csv") + ":2: " + folder.resolve("keys/none.key") + " can't be read\n");
        }
        assertThat(Optional.of(Files.getPosixFilePermissions(folder.resolve("keys/fleet-00000.key")).size())).hasValue(2);
    }

    @Test
    void whatCanNotBeWrittenAtTheEndIsSaidBeforeTheStart() throws Exception {
        Path fleet = fleet("modems = 1", publish(), "");
        Path nowhere = folder.resolve("no/such/report.html");

        Spoken refused = Spoken.of("fleet", "run", fleet.toString(), "--report", nowhere.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--report " + nowhere + " can't be written: there is no folder " + nowhere.getParent()).hasLineCount(1);

        Spoken folderInstead = Spoken.of("fleet", "run", fleet.toString(), "--summary", folder.toString());
        assertThat(folderInstead.code()).isEqualTo(2);
        assertThat(folderInstead.err()).contains("can't be written: it is a folder");

        Spoken both = Spoken.of("fleet", "run", fleet.toString(), "--summary", folder + "/a", "--report", folder + "/a");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("the same file");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aWrongOptionIsAMistakeOfUsage() throws Exception {
        Path fleet = fleet("modems = 1", publish(), "");
        for (String[] wrong : new String[][] {{"--duration", "30"}, {"--modems", "0"}, {"--metrics", "abc"}}) {
            Spoken refused = Spoken.of("fleet", "run", fleet.toString(), wrong[0], wrong[1]);
            assertThat(refused.code()).as(wrong[0]).isEqualTo(2);
            assertThat(refused.err()).contains(wrong[0]).hasLineCount(1);
        }
    }
}
