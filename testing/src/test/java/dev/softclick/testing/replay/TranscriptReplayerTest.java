package dev.softclick.testing.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.TcpPort;
import dev.softclick.testing.replay.TranscriptReplayer.Deviation;
import dev.softclick.testing.transcript.HostLine;
import dev.softclick.testing.transcript.Transcript;
import dev.softclick.testing.transcript.TranscriptPlayer;
import dev.softclick.testing.transcript.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transcript replayed to a host that plays one. */
@Timeout(180)
class TranscriptReplayerTest {
    private static final String RECORDED = """
            # at 0.000s
            > AT
            # at 0.010s
            < OK
            # at 0.020s
            > ATE0
            < OK
            > AT+GSN
            # echo off
            # at 0.400s
            < {imei}
            # at 0.700s
            < OK
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AtomicReference<Verdict> verdict = new AtomicReference<>();

    private Optional<Deviation> replay(String module, String host) throws Exception {
        return replay(module, host, PATIENCE);
    }

    private Optional<Deviation> replay(String module, String host, Duration patience) throws Exception {
        Map<String, String> names = Map.of("imei", "358240051111110");
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            TranscriptReplayer replayer =
                    new TranscriptReplayer(Transcript.parse("module.at", module).orThrow(), names, port, patience);
            assertThat(replayer.unsayable()).isEmpty();
            replayer.open();
            try (HostLine line = HostLine.open(port.address(), 115_200)) {
                CompletableFuture<Void> playing = CompletableFuture.runAsync(
                        () -> verdict.set(new TranscriptPlayer(line).play(Transcript.parse("host.at", host).orThrow(), names)));
                Optional<Deviation> deviation = replayer.replay();
                playing.join();
                return deviation;
            }
        }
    }

    @Test
    void saysWhatWasSaidWhenItWasSaid() throws Exception {
        assertThat(replay(RECORDED, RECORDED)).isEmpty();
        assertThat(verdict.get()).isInstanceOf(Verdict.Passed.class);
        assertThat(((Verdict.Passed) verdict.get()).took()).isGreaterThan(Duration.ofMillis(600));
    }

    @Test
    void saysWhereTheHostDeviates() throws Exception {
        assertThat(replay(RECORDED, "> AT\n< OK\n> ATE1")).hasValueSatisfying(deviation -> {
            assertThat(deviation.line()).isEqualTo(6);
            assertThat(deviation.toString())
                    .isEqualTo("module.at:6: the host sends something else\n  expected: ATE0\\r\n  seen:     ATE1\\r");
        });
    }

    @Test
    void aHostThatGoesOnDeviates() throws Exception {
        assertThat(replay("> AT\n< OK", "> AT\n< OK\n>> X")).hasValueSatisfying(
                deviation -> assertThat(deviation.reason()).isEqualTo("the host sends more than is written"));
    }

    @Test
    void aHostThatFallsSilentDeviates() throws Exception {
        assertThat(replay(RECORDED, "> AT\n< OK", Duration.ofSeconds(2))).hasValueSatisfying(
                deviation -> assertThat(deviation.reason()).isEqualTo("the host sends nothing more"));
    }
}
