package dev.softclick.testing.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.firmware.ModemSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineLineTest {
    private static final ModemSettings SETTINGS = ModemSettings.defaults("1.2.3");

    private static Verdict play(String text) {
        EngineLine line = EngineLine.of(SETTINGS);
        return new TranscriptPlayer(line, line.cloud()).play(Transcript.parse("case.at", text).orThrow(), EngineLine.variables(SETTINGS));
    }

    private static Verdict.Failed failure(String text) {
        Verdict verdict = play(text);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private static Verdict.Passed pass(String text) {
        Verdict verdict = play(text);
        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        return (Verdict.Passed) verdict;
    }

    @Test
    void playsAFile() throws IOException {
        EngineLine line = EngineLine.of(SETTINGS);
        Transcript transcript = Transcript.read(Path.of("src/test/resources/transcripts/publish.at")).orThrow();
        assertThat(new TranscriptPlayer(line, line.cloud()).play(transcript, EngineLine.variables(SETTINGS)))
                .isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void echoIsTakenAsReadWhetherItComesOrNot() {
        pass("> AT\n< OK\n> ATE0\n< OK\n> AT\n< OK\n> ATE1\n< OK\n> AT\n> AT+GSN\n< OK\n< {imei}\n< OK\n> \n@1s");
    }

    @Test
    void hoursPassInNoTime() {
        assertThat(pass("> AT\n< OK\n@600m\n@600m").took()).isEqualTo(Duration.ofHours(20));
    }

    @Test
    void showsExpectedAgainstSeen() {
        Verdict.Failed failed = failure("# a remark\n> AT+GSN\n< 123\n< OK");
        assertThat(failed.line()).isEqualTo(3);
        assertThat(failed.text()).isEqualTo("""
                case.at:3: something else was said
                  expected: \\r\\n123\\r\\n
                  seen:     AT+GSN\\r\\r\\n358240051111110\\r\\n\\r\\nOK\\r\\n
                  the conversation so far:
                        0.000s > AT+GSN
                        0.000s << AT+GSN\\r\\r\\n358240051111110\\r\\n\\r\\nOK\\r\\n""");
    }

    @Test
    void silenceIsAMismatchToo() {
        assertThat(failure("> AT\n< OK\n< READY").reason()).isEqualTo("it did not come within 5s");
    }

    @Test
    void whatComesOnTopIsAMismatch() {
        assertThat(failure("> AT+GSN\n< {imei}").reason()).isEqualTo("more was said than is written");
        assertThat(failure("> AT\n@1s\n< OK").reason()).isEqualTo("something was said after 0.000s of silence");
    }

    @Test
    void timesAreJudged() {
        String open = "> AT+AWSPUBOPEN=0,\"t\"\n< OK\n";
        pass(open + "@>=60ms @<=70ms\n< +AWSPUBOPEN: 0,0");
        pass(open + "@60ms\n< +AWSPUBOPEN: 0,0");
        assertThat(failure(open + "@>=61ms\n< +AWSPUBOPEN: 0,0").reason())
                .isEqualTo("it came 0.060s after what was said before, not 61ms or more");
        assertThat(failure(open + "@<=59ms\n< +AWSPUBOPEN: 0,0").reason()).isEqualTo("it did not come within 59ms");
        assertThat(failure(open + "@61ms\n< +AWSPUBOPEN: 0,0").reason()).isEqualTo("something was said after 0.060s of silence");
    }

    @Test
    void keepsWhatAPatternMatched() {
        Verdict.Passed passed = pass("> AT+GSN\n< {number:[0-9]{15}}\n< OK\n> AT+CGSN\n< {number}\n< OK");
        assertThat(passed.kept().get("number")).isEqualTo("358240051111110".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(failure("> AT+GSN\n< {:[0-9]{14}}\n< OK").line()).isEqualTo(2);
    }

    @Test
    void theCloudTakesPart() {
        String subscribed = "> AT+AWSSUBOPEN=0,\"t\"\n< OK\n< +AWSSUBOPEN: 0,0\n";
        pass(subscribed + "~> t/{thing} hello\n< +AWS:0,5\n<< hello");
        assertThat(failure(subscribed + "~< t/{thing} hello").reason()).isEqualTo("it did not come within 5s");
    }

    @Test
    void anyOrderMeansAnyOrderAndAll() {
        String typed = "> AT\n> AT+GSN\n";
        pass(typed + "[\n< {imei}\n< OK\n< OK\n]");
        assertThat(failure(typed + "[\n< {imei}\n< OK\n< ERROR\n]").line()).isEqualTo(6);
    }
}
