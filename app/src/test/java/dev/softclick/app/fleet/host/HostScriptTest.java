package dev.softclick.app.fleet.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.testing.transcript.Mistake;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A host in virtual time, with the test as its modem. */
class HostScriptTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final List<String> told = new ArrayList<>();
    private long now = 50 * SECOND;
    private boolean wave;

    private final HostWatch watch = new HostWatch() {
        @Override
        public void begun() {}

        @Override
        public void startPlayed() {
            told.add("start played");
        }

        @Override
        public void goesRound() {
            told.add("goes round");
        }

        @Override
        public void round(Duration took) {
            told.add("round " + took.toMillis() + " ms");
        }

        @Override
        public boolean inWave() {
            return wave;
        }

        @Override
        public void failed(Verdict.Failed how, boolean begins) {
            told.add(how.line() + ": " + how.reason() + (begins ? ", begins anew" : ""));
        }

        @Override
        public void leftOut(long rounds) {
            told.add("left out " + rounds);
        }
    };

    private static Behaviour.HostText text(String name, String text) {
        List<Mistake> mistakes = new ArrayList<>();
        Behaviour.HostText read = PayloadLengths.in(Transcript.parse(name, text).orThrow(), mistakes);
        assertThat(mistakes).isEmpty();
        return read;
    }

    private HostScript script(String start, String loop) {
        Behaviour behaviour = new Behaviour(
                "b", 1, start.isEmpty() ? Optional.empty() : Optional.of(text("start", start)), text("loop", loop),
                new Cadence(Duration.ofSeconds(10), Duration.ZERO), Map.of("t", NumberRange.parse("20.0..20.0")));
        HostVariables variables = new HostVariables("thing_7", 7, behaviour, name -> "<" + name + ">", new SplittableRandom(1));
        return new HostScript(
                behaviour, variables, bytes -> Duration.ZERO, new SplittableRandom(1), () -> Instant.ofEpochSecond(1_700_000_000, 7 * MILLI), watch, now);
    }

    /** All it does now. */
    private String does(HostScript script) {
        StringBuilder done = new StringBuilder();
        for (HostAction action = script.poll(now); action != null; action = script.poll(now)) {
            done.append(switch (action) {
                case HostAction.Send(byte[] bytes) -> new String(bytes, StandardCharsets.ISO_8859_1);
                case HostAction.Reset _ -> "[reset]";
            });
        }
        return done.toString();
    }

    private String hears(HostScript script, String said) {
        now += MILLI;
        script.heard(said.getBytes(StandardCharsets.ISO_8859_1), now);
        return does(script);
    }

    private void waits(HostScript script) {
        assertThat(script.nextTimeout()).isGreaterThan(now);
        now = script.nextTimeout();
    }

    @Test
    void playsItsStartOnceAndThenItsRoundsInTheirCadence() {
        HostScript script = script("> ATE0\n< OK", "> AT+A={counter}\n< OK");

        assertThat(does(script)).isEqualTo("ATE0\r");
        assertThat(hears(script, "ATE0\r\r\nOK\r\n")).isEmpty();
        assertThat(told).containsExactly("start played", "goes round");
        long first = script.nextTimeout();
        assertThat(first - now).isBetween(0L, 10 * SECOND);
        waits(script);
        assertThat(does(script)).isEqualTo("AT+A=1\r");
        assertThat(hears(script, "\r\nO")).isEmpty();
        assertThat(hears(script, "K\r\n")).isEmpty();
        assertThat(script.nextTimeout()).isEqualTo(first + 10 * SECOND);
        waits(script);
        assertThat(does(script)).isEqualTo("AT+A=2\r");
        assertThat(told).containsExactly("start played", "goes round", "round 2 ms");
    }

    @Test
    void namesStandForTheSameThroughARound() {
        HostScript script = script("", "> P={length},{index}\n<< \\r\\n>\n>> \\{{thing} {t} {epoch} {epoch-ms} {time} {iccid}}\n< SEND OK");
        does(script);
        waits(script);

        assertThat(does(script)).isEqualTo("P=72,7\r");
        assertThat(hears(script, "\r\n>")).isEqualTo("{thing_7 20.0 1700000000 1700000000007 2023-11-14T22:13:20.007Z <iccid>}");
    }

    @Test
    void passesOverUnsolicitedResultsButNotOtherWords() {
        HostScript script = script("", "> AT\n< OK");
        does(script);
        waits(script);
        does(script);

        assertThat(hears(script, "\r\n+AWS: 0,\"t\",")).isEmpty();
        assertThat(hears(script, "\"x\"\r\n\r\nOK\r\n")).isEmpty();
        assertThat(told).containsExactly("goes round", "round 2 ms");
        waits(script);
        does(script);
        hears(script, "\r\nERROR\r\n");
        assertThat(told).last().isEqualTo("2: something else was said");
    }

    @Test
    void anAnswerThatDoesNotComeInTimeFailsTheRoundAndTheNextOneGoesOn() {
        HostScript script = script("", "> AT\n@<=2s\n< OK");
        does(script);
        waits(script);
        long round = now;
        does(script);
        waits(script);
        assertThat(now).isEqualTo(round + 2 * SECOND);
        assertThat(does(script)).isEmpty();

        assertThat(told).containsExactly("goes round", "3: it did not come within 2s");
        hears(script, "\r\nOK\r\n");
        waits(script);
        assertThat(now).isEqualTo(round + 10 * SECOND);
        assertThat(does(script)).isEqualTo("AT\r");
    }

    @Test
    void resetsItsModemAfterThreeFailedRoundsAndBeginsAnewLater() {
        HostScript script = script("> ATE0\n< OK", "> AT\n< OK");
        does(script);
        hears(script, "\r\nOK\r\n");
        for (int i = 1; i < HostScript.FAILED_ROUNDS; i++) {
            waits(script);
            does(script);
            assertThat(hears(script, "\r\nERROR\r\n")).isEmpty();
        }
        waits(script);
        does(script);

        assertThat(hears(script, "\r\nERROR\r\n")).isEqualTo("[reset]");
        assertThat(told).last().isEqualTo("2: something else was said, begins anew");
        assertThat(script.nextTimeout() - now).isBetween(HostScript.MIN_REST.toNanos(), HostScript.MAX_REST.toNanos());
        waits(script);
        assertThat(does(script)).isEqualTo("ATE0\r");
    }

    @Test
    void whatFailsInAWaveIsNoReasonForAReset() {
        HostScript script = script("> ATE0\n< OK", "> AT\n< OK");
        does(script);
        hears(script, "\r\nOK\r\n");
        wave = true;
        for (int i = 0; i < 2 * HostScript.FAILED_ROUNDS; i++) {
            waits(script);
            does(script);
            assertThat(hears(script, "\r\nERROR\r\n")).isEmpty();
        }
        assertThat(told).last().isEqualTo("2: something else was said");
    }

    @Test
    void roundsWhoseTimeIsOverAreLeftOut() {
        HostScript script = script("", "> AT\n@<=60s\n< OK");
        does(script);
        waits(script);
        long round = now;
        does(script);
        now = round + 35 * SECOND;

        hears(script, "\r\nOK\r\n");

        assertThat(told).containsExactly("goes round", "round 35001 ms", "left out 3");
        assertThat(script.nextTimeout()).isEqualTo(round + 40 * SECOND);
    }

    @Test
    void windingDownEndsWhatIsPlayedAndBeginsNothing() {
        HostScript script = script("", "> AT\n< OK");
        does(script);
        waits(script);
        does(script);
        script.windDown();
        hears(script, "\r\nOK\r\n");

        assertThat(script.nextTimeout()).isEqualTo(Long.MAX_VALUE);
        now += 60 * SECOND;
        assertThat(does(script)).isEmpty();
        assertThat(told).containsExactly("goes round", "round 1 ms");
    }
}
