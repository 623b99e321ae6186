package dev.softclick.app.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.app.Main;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.run.RunSession;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.PortAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code play} and {@code run --trace}, as a person uses them. */
@Timeout(180)
class TranscriptCommandsTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StandardStreams streams =
            new StandardStreams(new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, StandardCharsets.UTF_8));

    private Path file(String text) throws IOException {
        return Files.writeString(home.resolve("case.at"), text);
    }

    private RunSession modem(CloudChoice cloud, Path... traces) throws IOException {
        return RunSession.start(
                new RunPlan(
                        home, List.of(PortAddress.parse("pty:" + home.resolve("modem"))), Optional.empty(), Optional.of(cloud), LinePlan.USUAL.withPace(new LinePace(0)),
                        Dialect.REFERENCE, MqttPolicy.AUTO, List.of(), false, List.of(traces)),
                streams);
    }

    private int play(Path file, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("play", file.toString(), "pty:" + home.resolve("modem"), "--baud", "unpaced"));
        arguments.addAll(List.of(more));
        return Main.run(streams, arguments.toArray(String[]::new));
    }

    @Test
    void aBrokenTranscriptIsToldByLineAndColumn() throws IOException {
        Path broken = file("> AT\n<OK\n< {name:[}\n> {nobody}\n");
        assertThat(play(broken)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .first().isEqualTo(broken + ":2:2: a space behind <");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(broken + ":3:9: a regular expression");
        err.reset();
        assertThat(play(file("> AT\n> {nobody}\n"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(broken + ":2:3: nothing stands for {");
    }

    @Test
    void aPortThatIsNotThereIsAFailure() throws IOException {
        assertThat(play(file("> AT\n< OK\n"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no such port");
    }

    @Test
    void aSessionThatWasRecordedIsPlayedAgain() throws IOException {
        Path trace = home.resolve("session.at");
        Path json = home.resolve("session.jsonl");
        Path session = file("""
                > AT+AWSSUBOPEN=0,"t"
                < OK
                @<=30s
                < +AWSSUBOPEN: 0,0
                ~> t/{thing} hello
                < +AWS:0,5
                << hello
                > AT+AWSPUBOPEN=0,"u"
                < OK
                @<=30s
                < +AWSPUBOPEN: 0,0
                > AT+AWSPUBLISH=0,2
                << \\r\\n>
                >> \\x00\\xff
                < SEND OK
                ~< u/{thing} \\x00\\xff
                """);
        String[] cloud = {"--cloud-home", home.toString(), "--var", "thing=thing_0001"};
        try (RunSession modem = modem(new CloudChoice.Local(), trace, json)) {
            assertThat(play(session, cloud)).as(out.toString(StandardCharsets.UTF_8)).isZero();
        }
        assertThat(Files.readString(trace)).contains("~> t/{thing} hello\n", "< +AWS:0,5\n", "~< u/{thing} \\x00\\xff\n", "# state 7 Ready: Subscribed\n");
        assertThat(Files.readString(json))
                .contains("\"command\":\"AT+AWSPUBLISH=0,2\"", "\"state\":6", "\"mqtt\":\"publish\",\"topic\":\"u/thing_0001\",\"qos\":0,\"hex\":\"00ff\"")
                .doesNotContain("PRIVATE KEY");
        try (RunSession modem = modem(new CloudChoice.Local())) {
            assertThat(play(trace, cloud)).as(out.toString(StandardCharsets.UTF_8)).isZero();
        }
    }

    @Test
    void aMismatchShowsExpectedAgainstSeen() throws IOException {
        try (RunSession modem = modem(new CloudChoice.None())) {
            assertThat(play(file("> AT\n< READY\n"))).isEqualTo(1);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("case.at:2: something else was said\n  expected: \\r\\nREADY\\r\\n\n  seen:     ");
    }
}
