package dev.softclick.testing.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptParserTest {
    private static String mistakes(String text) {
        return ((TranscriptReading.Broken) Transcript.parse("f.at", text)).toString();
    }

    @Test
    void readsHeadersAndSteps() {
        Transcript transcript = Transcript.parse("f.at", """
                # title: a case
                # cites: Reference, AT+GSN

                > AT
                  # title: too late
                @>=50ms @<=2m
                [
                  < OK
                  ~< a/{thing} b c
                ]
                @3s
                """).orThrow();
        assertThat(transcript.headers()).isEqualTo(Map.of("title", "a case", "cites", "Reference, AT+GSN"));
        assertThat(transcript.steps()).extracting(Step::line).containsExactly(4, 6, 6, 7, 11);
        assertThat(transcript.steps().get(1)).isEqualTo(new Step.NotBefore(6, Duration.ofMillis(50)));
        assertThat(transcript.steps().get(2)).isEqualTo(new Step.Within(6, Duration.ofMinutes(2)));
        Step.AnyOrder any = (Step.AnyOrder) transcript.steps().get(3);
        assertThat(((Step.Seen) any.expected().get(1)).payload().source()).isEqualTo("b c");
    }

    @Test
    void escapesAndTextStandForBytes() {
        Step.Send send = (Step.Send) Transcript.parse("f.at", ">> \\r\\n\\t\\\\\\{\\x00\\xFf}é").orThrow().steps().getFirst();
        assertThat(send.bytes().bytes(name -> null)).hasValueSatisfying(bytes ->
                assertThat(bytes).isEqualTo("\r\n\t\\{\0\u00ff}\u00c3\u00a9".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "AT ! f.at:1:1: one of the signs",
        "<OK ! f.at:1:2: a space behind <",
        "> a\\qb ! f.at:1:4: one of \\r",
        "> \\x4 ! f.at:1:5: two hexadecimal digits",
        "> {a ! f.at:1:3: a '}' for this '{'",
        "> {a b} ! f.at:1:4: a name of letters",
        "> {n:[0-9]} ! f.at:1:3: no pattern",
        "< {n:[} ! f.at:1:6: a regular expression",
        "@2h ! f.at:1:2: a whole number and ms, s or m",
        "@2s OK ! f.at:1:5: a time as @2s",
        "] ! f.at:1:1: a '[' before this ']'",
        "[ ! f.at:1:1: a ']' that ends this '['",
        "~> ! f.at:1:3: a topic",
    })
    void saysWhereItIsBroken(String text, String start) {
        assertThat(mistakes(text)).startsWith(start);
    }

    @Test
    void blocksHoldOnlyWhatIsExpected() {
        assertThat(mistakes("[\n> AT\n@1s\n]")).isEqualTo("""
                f.at:2:1: only <, << and ~< lines between '[' and ']'
                f.at:3:1: only <, << and ~< lines between '[' and ']'
                f.at:4:1: at least one <, << or ~< line between '[' and ']'""");
    }

    @Test
    void unknownNamesAreTold() {
        Transcript transcript = Transcript.parse("f.at", "> {a}\n< {b:.*} {b}\n> {b}{c}").orThrow();
        assertThat(transcript.unknownNames(java.util.Set.of("a"))).singleElement()
                .hasToString("f.at:3:6: nothing stands for {c} here");
    }

    @Test
    void whatIsTooLongOrNoTextIsRefused(@TempDir Path folder) throws IOException {
        assertThat(mistakes("> " + "A".repeat(Transcript.MAX_LINE))).startsWith("f.at:1:");
        Path file = folder.resolve("f.at");
        Files.write(file, new byte[] {'#', ' ', 'x', '\n', '>', ' ', (byte) 0xff});
        assertThat(Transcript.read(file)).hasToString(file + ":2:3: UTF-8");
        Files.write(file, new byte[Transcript.MAX_BYTES + 1]);
        assertThat(Transcript.read(file).toString()).startsWith(file + ":1:1: a file of at most");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(|){30}x", "(a?|b?)(a?|b?)x", "(?=a)b", "(a)\\1", "(?i)a", "\\Qa", "((a*){0,30}){0,30}b", "(a*)*", "[\\Qa]", "(?<x>a)"})
    @Timeout(60)
    void patternsThatCanWorkWithoutReadingAreRefused(String regex) {
        assertThat(mistakes("< {:" + regex + "}")).startsWith("f.at:1:5: a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0-9]{15}", "(?:OK|ERROR)", "[^\\r]*", ".*", "\\d+(,\\d+)*", "\\+AWS:[0-7],-?[0-2]", "[]a-z]+", "a|b?", "(a|bc){2,3}", "\\x41\\p{L}"})
    void plainPatternsAreTaken(String regex) {
        assertThat(Transcript.parse("f.at", "< {:" + regex + "}")).isInstanceOf(TranscriptReading.Sound.class);
    }

    @Test
    @Timeout(60)
    void aPatternThatTakesTooMuchWorkFailsItsStep() {
        Template template = ((Step.Bytes) Transcript.parse("f.at", "<< {:.*.*.*.*.*.*}b").orThrow().steps().getFirst()).bytes();
        byte[] data = "a".repeat(500).getBytes(StandardCharsets.US_ASCII);
        assertThat(TemplateMatcher.whole(template, data, name -> null)).isInstanceOf(Match.Refused.class);
    }

    /** Whatever the file: a reading, in bounded time; and what is taken can be played without an exception. */
    @Test
    @Timeout(300)
    void anyTextIsReadOrRefused() {
        String alphabet = "><~@[]#=:{}\\x0rn AT+GSN\n\n\n|*?()19ms,\"é";
        Random random = new Random(20261122);
        int sound = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            TranscriptReading reading = Transcript.parse("f.at", text.toString());
            if (reading instanceof TranscriptReading.Sound(Transcript transcript)) {
                sound++;
                EngineLine line = EngineLine.of(dev.softclick.firmware.ModemSettings.defaults("1"));
                assertThat(new TranscriptPlayer(line, line.cloud()).play(transcript, Map.of())).isNotNull();
            }
        }
        assertThat(sound).isPositive();
    }
}
